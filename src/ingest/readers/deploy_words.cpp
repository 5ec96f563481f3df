#include "ingest/readers/deploy_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace faultline::ingest::formats {

namespace {

// Where a phrase counts: any word of a name, the beginning of a sentence, anywhere in a sentence.
enum class Place { name, begin, anywhere };

struct Words {
  std::string_view kind;
  Place place;
  std::string_view phrase;
};

// The first row that fits wins: what takes back or moves data weighs more than what else it touches.
constexpr auto kWords = std::to_array<Words>({{"rollback", Place::name, "rollback"},
                                              {"rollback", Place::name, "roll back"},
                                              {"rollback", Place::name, "revert"},
                                              {"rollback", Place::begin, "rollback"},
                                              {"rollback", Place::begin, "roll back"},
                                              {"rollback", Place::begin, "rolled back"},
                                              {"rollback", Place::begin, "rolling back"},
                                              {"rollback", Place::begin, "revert"},
                                              {"rollback", Place::begin, "reverts"},
                                              {"rollback", Place::begin, "reverting"},
                                              {"rollback", Place::anywhere, "rollback to"},
                                              {"rollback", Place::anywhere, "roll back to"},
                                              {"rollback", Place::anywhere, "rolled back to"},
                                              {"migration", Place::name, "migration"},
                                              {"migration", Place::name, "migrations"},
                                              {"migration", Place::name, "migrate"},
                                              {"migration", Place::begin, "migrate"},
                                              {"migration", Place::begin, "migration"},
                                              {"migration", Place::begin, "run migrations"},
                                              {"migration", Place::anywhere, "database migration"},
                                              {"migration", Place::anywhere, "data migration"},
                                              {"migration", Place::anywhere, "schema migration"},
                                              {"migration", Place::anywhere, "schema change"},
                                              {"flag", Place::name, "flag"},
                                              {"flag", Place::name, "flags"},
                                              {"flag", Place::anywhere, "feature flag"},
                                              {"flag", Place::anywhere, "feature flags"},
                                              {"config", Place::name, "config"},
                                              {"config", Place::name, "configuration"},
                                              {"config", Place::name, "settings"},
                                              {"config", Place::begin, "config"},
                                              {"config", Place::begin, "configure"},
                                              {"config", Place::anywhere, "config change"},
                                              {"config", Place::anywhere, "configuration change"},
                                              {"infrastructure", Place::name, "infrastructure"},
                                              {"infrastructure", Place::name, "infra"},
                                              {"infrastructure", Place::name, "terraform"},
                                              {"infrastructure", Place::name, "pulumi"},
                                              {"infrastructure", Place::name, "ansible"},
                                              {"infrastructure", Place::begin, "terraform"},
                                              {"infrastructure", Place::begin, "infra"},
                                              {"infrastructure", Place::anywhere, "terraform apply"},
                                              {"scale", Place::name, "scale"},
                                              {"scale", Place::name, "scaling"},
                                              {"scale", Place::name, "resize"},
                                              {"scale", Place::begin, "scale"},
                                              {"scale", Place::begin, "resize"},
                                              {"scale", Place::anywhere, "scale up"},
                                              {"scale", Place::anywhere, "scale down"},
                                              {"docs", Place::name, "docs"},
                                              {"docs", Place::name, "documentation"},
                                              {"docs", Place::name, "github pages"},
                                              {"docs", Place::begin, "docs"},
                                              {"docs", Place::begin, "documentation"}});

constexpr auto kDeployWords = std::to_array<std::string_view>(
    {"deploy", "deploys", "deployment", "deployments", "deploying", "redeploy", "release", "releases",
     "rollback", "roll back", "rollout", "roll out", "revert"});
constexpr auto kNoDeployWords = std::to_array<std::string_view>({"preview", "previews", "dry run"});

constexpr auto kPlainEnvironments =
    std::to_array<std::string_view>({"production", "prod", "staging", "stage", "live"});

// Types of conventional commits whose scope names what was changed and not only where the code stands.
// (https://www.conventionalcommits.org)
constexpr auto kTypesOfCode =
    std::to_array<std::string_view>({"feat", "fix", "perf", "refactor", "test", "style"});

constexpr std::size_t kShortSha = 7;
constexpr std::size_t kMostWords =
    4096;  // bytes of a text that are looked at; a kind is told at the beginning

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// " deploy prod 2 ": lower case, one space around each word.
std::string words_of(std::string_view text) {
  std::string words = " ";
  for (const char c : text.substr(0, kMostWords)) {
    if (is_alnum(c) || static_cast<unsigned char>(c) >= 0x80) {
      words += c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return base::to_lower(words);
}

bool has_phrase(std::string_view words, std::string_view phrase) {
  return words.find(' ' + std::string(phrase) + ' ') != words.npos;
}

std::string kind_of(std::string_view text, bool is_name) {
  const std::string words = words_of(text);
  for (const Words& row : kWords) {
    if ((row.place == Place::name) != is_name || !has_phrase(words, row.phrase)) continue;
    if (row.place == Place::begin && !words.starts_with(' ' + std::string(row.phrase) + ' ')) continue;
    return std::string(row.kind);
  }
  return {};
}

// "v41", "2.41", "v2.41.0-rc.1", "2026.10"; not "41", not "10.0.0.1".
bool is_version(std::string_view word) {
  const bool has_v = word.starts_with('v') || word.starts_with('V');
  std::size_t at = has_v ? 1 : 0;
  std::size_t numbers = 0;
  while (at < word.size() && is_digit(word[at])) {
    ++numbers;
    while (at < word.size() && is_digit(word[at])) ++at;
    if (at + 1 < word.size() && word[at] == '.' && is_digit(word[at + 1])) ++at;
  }
  if (numbers < (has_v ? 1U : 2U) || (!has_v && numbers > 3)) return false;
  if (at == word.size()) return true;
  return (word[at] == '-' || word[at] == '+' || word[at] == '_') && at + 1 < word.size();
}

}  // namespace

std::string kind_of_name(std::string_view name) {
  return kind_of(name, true);
}

std::string kind_of_sentence(std::string_view text) {
  return kind_of(text, false);
}

std::string kind_of_environment(std::string_view environment) {
  const std::string kind = kind_of_name(environment);
  return kind == "docs" || kind == "infrastructure" ? kind : std::string();
}

std::string kind_of_commit(std::string_view subject) {
  if (const int reverts = reverts_of(subject); reverts > 0) {
    return reverts % 2 == 1 ? "rollback" : std::string();
  }
  const auto colon = subject.find(": ");
  const std::string_view head = colon == subject.npos ? std::string_view() : subject.substr(0, colon);
  if (!head.empty() && head.find(' ') == head.npos) {
    const auto scope = std::min(head.find_first_of("(!"), head.size());
    const std::string type = base::to_lower(head.substr(0, scope));
    const std::string kind = kind_of_name(is_among(kTypesOfCode, type) ? std::string_view(type) : head);
    if (!kind.empty()) return kind;
    return kind_of_sentence(subject.substr(colon + 2));
  }
  return kind_of_sentence(subject);
}

bool is_deploy_name(std::string_view name) {
  const std::string words = words_of(name);
  const auto is_there = [&](std::string_view phrase) { return has_phrase(words, phrase); };
  return std::any_of(kDeployWords.begin(), kDeployWords.end(), is_there) &&
         std::none_of(kNoDeployWords.begin(), kNoDeployWords.end(), is_there);
}

std::string version_of_ref(std::string_view ref) {
  constexpr std::string_view kTags = "refs/tags/";
  if (ref.starts_with(kTags)) return std::string(ref.substr(kTags.size()));
  if (ref.find('/') != ref.npos) return {};  // a branch
  for (std::size_t at = 0; at < ref.size(); at = ref.find_first_of("-_@", at) + 1) {
    if (is_version(ref.substr(at))) return std::string(ref);
    if (ref.find_first_of("-_@", at) == ref.npos) break;
  }
  return {};
}

std::string version_in(std::string_view text) {
  text = text.substr(0, kMostWords);
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_not_of(" \t\r\n\"'()[],;:`", at);
    if (begin == text.npos) return {};
    const auto end = std::min(text.find_first_of(" \t\r\n\"'()[],;:`", begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    while (word.ends_with('.')) word.remove_suffix(1);
    if (is_version(word)) return std::string(word);
    at = end;
  }
  return {};
}

std::string short_sha(std::string_view sha) {
  return std::string(sha.substr(0, kShortSha));
}

int reverts_of(std::string_view subject) {
  constexpr std::string_view kRevert = "Revert \"";
  if (!subject.starts_with(kRevert)) return 0;
  int count = 0;
  // Inner ones may have their quotes escaped.
  while (subject.starts_with("Revert ")) {
    ++count;
    subject.remove_prefix(std::string_view("Revert ").size());
    subject.remove_prefix(std::min(subject.find_first_not_of("\\\""), subject.size()));
  }
  return count;
}

model::Name cluster_of_environment(std::string_view environment) {
  if (environment == "github-pages") return {};
  if (auto cluster = model::cluster_name(environment)) return *cluster;
  return model::make_name(environment);
}

model::Name cluster_in_name(std::string_view name) {
  name = name.substr(0, kMostWords);
  for (std::size_t at = 0; at < name.size();) {
    const auto begin = name.find_first_not_of(" \t()[],:/", at);
    if (begin == name.npos) return {};
    const auto end = std::min(name.find_first_of(" \t()[],:/", begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    if (auto cluster = model::cluster_name(word)) return *cluster;
    if (is_among(kPlainEnvironments, base::to_lower(word))) return model::make_name(word);
    at = end;
  }
  return {};
}

}  // namespace faultline::ingest::formats
