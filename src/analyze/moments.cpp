#include "analyze/moments.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "base/text.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {

namespace {

std::int64_t whole_seconds(std::chrono::microseconds d) {
  return std::chrono::duration_cast<std::chrono::seconds>(d).count();
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80U || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : base::to_lower(base::fold_typography(text).text) + " ") {
    if (is_word_byte(c)) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  return words;
}

}  // namespace

std::optional<base::Instant> sort_instant(const base::Moment& moment) {
  if (moment.utc) return moment.utc->best;
  if (moment.local) return base::Instant(moment.local->time_since_epoch());
  return std::nullopt;
}

std::optional<base::Instant> minute_of(const base::Moment& moment) {
  if (!moment.utc) return std::nullopt;
  return base::floor_minute(moment.utc->best);
}

std::int64_t width_of(const base::Moment& moment) {
  if (!moment.utc) return std::numeric_limits<std::int64_t>::max();
  return (moment.utc->latest - moment.utc->earliest).count();
}

std::optional<std::int64_t> seconds_between(const base::Moment& a, const base::Moment& b) {
  if (a.utc && b.utc) return whole_seconds(b.utc->best - a.utc->best);
  if (!a.utc && !b.utc && a.local && b.local) return (*b.local - *a.local).count();
  return std::nullopt;
}

std::string utc_text(base::Instant instant) {
  return base::replace_all(base::format_rfc3339(base::floor_minute(instant)).substr(0, 16), "T", " ") +
         " UTC";
}

std::string clock_text(const base::Moment& moment) {
  if (moment.resolution == base::Resolution::day && moment.local)
    return base::format_local(*moment.local).substr(0, 10);
  if (moment.utc) return utc_text(moment.utc->best);
  if (moment.local)
    return base::replace_all(base::format_local(*moment.local), "T", " ") + " (zone not known)";
  return moment.written;
}

std::string short_clock(const base::Moment& moment, const std::string& zone) {
  std::optional<base::LocalTime> local = moment.local;
  if (moment.utc && !zone.empty()) {
    if (const auto found = base::Zone::find(zone)) local = found->to_local(moment.utc->best);
  }
  if (local) return base::format_local(*local).substr(11, 5);
  return moment.utc ? utc_text(moment.utc->best).substr(11) : moment.written;
}

base::Moment limit_moment(base::Instant earliest, const base::Moment& limit, std::string reason) {
  base::Moment moment;
  moment.utc = base::Bounds{earliest, limit.utc->best, limit.utc->best};
  moment.local = limit.local;
  moment.zone = limit.zone;
  moment.zone_basis = limit.zone_basis;
  moment.date_basis = limit.date_basis;
  moment.resolution = base::Resolution::bounded;
  moment.reason = std::move(reason);
  return moment;
}

std::string bare_text(std::string_view text) {
  std::string bare;
  for (const char c : base::to_lower(base::fold_typography(text).text)) {
    if (is_word_byte(c)) bare += c;
  }
  return bare;
}

std::string folded_title(std::string_view title) {
  return base::to_lower(base::squeeze(base::fold_typography(title).text));
}

double word_overlap(std::string_view a, std::string_view b) {
  const auto left = words_of(a), right = words_of(b);
  if (left.empty() || right.empty()) return 0;
  const auto common = static_cast<std::size_t>(std::count_if(
      left.begin(), left.end(), [&](const std::string& word) { return right.count(word) > 0; }));
  return static_cast<double>(common) / static_cast<double>(left.size() + right.size() - common);
}

std::int64_t gap_seconds(const Span& a, const Span& b) {
  if (a.end && *a.end < b.start) return whole_seconds(b.start - *a.end);
  if (b.end && *b.end < a.start) return whole_seconds(a.start - *b.end);
  return 0;
}

std::int64_t shared_seconds(const Span& a, const Span& b) {
  const base::Instant start = std::max(a.start, b.start);
  constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();
  if (!a.end && !b.end) return kOpen;
  const base::Instant end = !a.end ? *b.end : !b.end ? *a.end : std::min(*a.end, *b.end);
  return std::max<std::int64_t>(0, whole_seconds(end - start));
}

void add_scopes(std::vector<model::Scope>& to, const std::vector<model::Scope>& from) {
  to.insert(to.end(), from.begin(), from.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

bool names_a_place(const model::Scope& scope) {
  return scope.cluster.is_known() || scope.service.is_known() || scope.group.is_known();
}

}  // namespace faultline::analyze
