#include "analyze/suspicion/rollbacks.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

constexpr std::size_t kShortSha = 7;
constexpr std::size_t kShortestTitle = 12;  // shorter ones ("Fix typo") say too little to be recognised by

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// `part` stands in `text` (both lower case) with no letter or digit at its ends; "4.1" does not stand in
// "4.1.2" or "14.1". `more` allows the word to go on: a sha longer than the part.
bool has_word(std::string_view text, std::string_view part, bool may_go_on = false) {
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const auto end = at + part.size();
    const bool starts =
        at == 0 || (!is_word(text[at - 1]) && !(at > 1 && text[at - 1] == '.' && is_word(text[at - 2])));
    const bool ends =
        end == text.size() || (!is_word(text[end]) && !((text[end] == '.' || text[end] == '-') &&
                                                        end + 1 < text.size() && is_digit(text[end + 1])));
    if (starts && (ends || may_go_on)) return true;
  }
  return false;
}

// How far back the words of a rollback are looked up among earlier changes.
constexpr auto kNamedWithin = std::chrono::hours(48);

// "1", "v1", "42" name too much else: a version must have two digits and a mark that makes it one.
bool is_telling(std::string_view version) {
  const auto digits = std::count_if(version.begin(), version.end(), is_digit);
  const bool has_mark = std::any_of(version.begin(), version.end(), [](char c) { return !is_digit(c); });
  return digits >= 2 && (has_mark || digits >= 5);
}

// "#2466" of "Merge pull request #2466 from ..."; empty where there is none of three digits.
std::string pull_request(std::string_view title) {
  for (auto at = title.find('#'); at != std::string_view::npos; at = title.find('#', at + 1)) {
    auto end = at + 1;
    while (end < title.size() && is_digit(title[end])) ++end;
    if (end - at > 3) return std::string(title.substr(at, end - at));
  }
  return {};
}

bool is_rollback_kind(const Change& change) {
  return change.kind == "rollback";
}

bool brings_back_earlier(const std::vector<Change>& all, std::size_t later, std::size_t change) {
  const Change& back = all[later];
  if (back.version.empty() || same_version(back.version, all[change].version)) return false;
  for (std::size_t i = 0; i < change; ++i)
    if (same_version(all[i].version, back.version) && may_share_service(all[i], back) &&
        may_share_cluster(all[i], back))
      return true;
  return false;
}

}  // namespace

std::string named_in(const Change& change, std::string_view text) {
  const std::string lower = base::to_lower(text), version = base::to_lower(change.version);
  if (is_sha(version)) {
    if (has_word(lower, version.substr(0, kShortSha), true)) return version.substr(0, kShortSha);
  } else if (is_telling(version) && has_word(lower, version)) {
    return change.version;
  }
  const std::string number = pull_request(change.title);
  if (!number.empty() && (has_word(lower, number) || has_word(lower, "/pull/" + number.substr(1))))
    return number;
  const std::string title = base::to_lower(change.title);
  const bool is_sentence = title.size() >= kShortestTitle && title.find(' ') != std::string::npos;
  return is_sentence && has_word(lower, title) ? change.title : "";
}

bool undoes(const std::vector<Change>& all, std::size_t later, std::size_t change) {
  const Change &back = all[later], &done = all[change];
  if (later <= change || back.began <= done.began || !back.is_effective()) return false;
  if (!may_share_service(back, done) || !may_share_cluster(back, done)) return false;
  if (same_version(back.version, done.version)) return false;
  if (brings_back_earlier(all, later, change)) return true;
  const bool is_revert = base::starts_with_ignoring_case(back.title, "revert");
  if (!is_rollback_kind(back) && !is_revert) return false;
  const std::string words = back.title + '\n' + back.body;
  if (!named_in(done, words).empty()) return true;
  if (!is_rollback_kind(back)) return false;
  // A rollback that names none undoes the last change before it.
  std::optional<std::size_t> last;
  for (std::size_t i = later; i-- > 0;) {
    const Change& other = all[i];
    if (back.began - other.began > kNamedWithin) break;
    if (other.began >= back.began || !may_share_service(other, back) || !may_share_cluster(other, back) ||
        same_version(back.version, other.version))
      continue;
    if (!last) last = i;
    if (i != change && !named_in(other, words).empty()) return false;
  }
  return last == change;
}

std::optional<std::size_t> rollback_of(const std::vector<Change>& all, std::size_t change, base::Instant from,
                                       base::Instant to) {
  for (std::size_t i = change + 1; i < all.size(); ++i) {
    if (all[i].began > to) break;
    if (all[i].done >= from && all[i].done <= to && undoes(all, i, change)) return i;
  }
  return std::nullopt;
}

}  // namespace faultline::analyze
