#include "model/scope.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace faultline::model {

namespace {

// Words that name an environment or a region, and with a number one of several clusters.
constexpr auto kEnvironmentWords =
    std::to_array<std::string_view>({"prod",        "production",  "preprod", "preproduction",
                                     "staging",     "stage",       "stg",     "dev",
                                     "development", "test",        "testing", "qa",
                                     "uat",         "sandbox",     "demo",    "live",
                                     "beta",        "canary",      "perf",    "dr",
                                     "env",         "environment", "cluster", "eu",
                                     "us",          "na",          "emea",    "apac",
                                     "ap",          "au",          "ca",      "uk",
                                     "de",          "in",          "jp",      "sa",
                                     "gov"});

// Regions as they stand in brackets behind a cluster's own name: "Prod1 (US)".
constexpr auto kRegionWords = std::to_array<std::string_view>(
    {"us",  "usa",     "eu",        "europe",  "uk",      "emea",    "apac",       "ap",    "asia", "au",
     "anz", "ca",      "canada",    "na",      "latam",   "sa",      "in",         "india", "jp",   "japan",
     "de",  "germany", "australia", "us-east", "us-west", "eu-west", "eu-central", "global"});

// More digits are a year or a ticket, not the number of a cluster.
constexpr std::size_t kMostDigits = 3;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "Prod1 (US)" -> "Prod1"; the text itself where it does not end in a bracket that has an opening one.
std::string_view without_bracketed_label(std::string_view text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return text;
  const auto open = text.find(text.back() == ')' ? '(' : '[');
  return open == std::string_view::npos || open == 0 ? text : base::trim(text.substr(0, open));
}

// Pieces between the commas that stand in no bracket. A closing bracket too many is taken as text; one too
// few leaves the rest in one piece.
std::vector<std::string_view> split_outside_brackets(std::string_view text) {
  std::vector<std::string_view> pieces;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == ',' && depth == 0)) {
      const auto piece = base::trim(text.substr(start, i - start));
      if (!piece.empty()) pieces.push_back(piece);
      start = i + 1;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && depth > 0) {
      --depth;
    }
  }
  return pieces;
}

struct Bracketed {
  std::string_view before, inside;
};

// "Prod1 (US) (API, Web)" -> {"Prod1 (US)", "API, Web"}: the outer bracket that the text ends with, or that
// is never closed.
std::optional<Bracketed> last_bracket(std::string_view text) {
  int depth = 0;
  std::size_t open = 0, close = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' && depth++ == 0) open = i;
    if (text[i] == ')' && depth > 0 && --depth == 0) close = i;
  }
  const bool is_unclosed = depth > 0;
  if (!is_unclosed && close + 1 != text.size()) return std::nullopt;
  const auto end = is_unclosed ? text.size() : close;
  return Bracketed{base::trim(text.substr(0, open)), base::trim(text.substr(open + 1, end - open - 1))};
}

void append_piece(std::string_view piece, std::vector<ComponentPath>& paths) {
  const auto bracket = last_bracket(piece);
  const auto components = bracket ? split_outside_brackets(bracket->inside) : std::vector<std::string_view>();
  // "Prod1 (US)" alone is a cluster with its region and no group with a component "US".
  const bool is_label =
      bracket && cluster_name(bracket->before) && is_among(kRegionWords, base::slug(bracket->inside));
  if (components.empty() || is_label || bracket->before.empty()) {
    paths.push_back({"", std::string(piece)});
    return;
  }
  for (const auto component : components)
    paths.push_back({std::string(bracket->before), std::string(component)});
}

}  // namespace

Name make_name(std::string_view label) {
  const auto trimmed = base::trim(label);
  std::string slug = base::slug(trimmed);
  if (slug.empty()) return {};
  return {std::move(slug), std::string(trimmed)};
}

std::optional<Name> cluster_name(std::string_view label) {
  const std::string plain = base::fold_typography(label).text;
  const std::string_view text = without_bracketed_label(base::trim(plain));
  const auto word_end = std::find_if_not(text.begin(), text.end(), is_letter);
  const auto digits = std::find_if(word_end, text.end(), is_digit);
  const std::string word = base::to_lower(std::string_view(text.begin(), word_end));
  const std::string_view separator(word_end, digits);
  const std::string_view number(digits, text.end());
  if (!is_among(kEnvironmentWords, word) || separator.find_first_not_of(" -_.#") != std::string_view::npos) {
    return std::nullopt;
  }
  if (number.empty() || number.size() > kMostDigits || !std::all_of(number.begin(), number.end(), is_digit)) {
    return std::nullopt;
  }
  return Name{word + '-' + std::string(number), std::string(base::trim(label))};
}

Scope component_scope(const Name& organisation, std::string_view group, std::string_view component) {
  Scope scope;
  scope.organisation = organisation;
  if (auto cluster = cluster_name(group)) {
    scope.cluster = std::move(*cluster);
    scope.service = make_name(component);
    return scope;
  }
  scope.group = make_name(group);
  if (auto cluster = cluster_name(component)) {
    scope.cluster = std::move(*cluster);  // one row per cluster: "Prod 1", "Prod 2" beside each other
  } else {
    scope.service = make_name(component);
  }
  return scope;
}

std::vector<ComponentPath> parse_affected_list(std::string_view text) {
  text = base::trim(text);
  if (text.ends_with(").")) text.remove_suffix(1);  // the sentence's own full stop
  std::vector<ComponentPath> paths;
  for (const auto piece : split_outside_brackets(text)) append_piece(piece, paths);
  return paths;
}

std::string to_string(const Scope& scope) {
  std::vector<std::string> parts;
  if (scope.cluster.is_known()) parts.push_back(scope.cluster.slug);
  if (scope.group.is_known()) parts.push_back(scope.group.label);
  if (scope.service.is_known()) parts.push_back(scope.service.label);
  if (parts.empty()) return scope.organisation.is_known() ? scope.organisation.label : "(unknown scope)";
  return base::join(parts, " / ");
}

bool covers(const Scope& query, const Scope& scope) {
  const auto matches = [](const Name& wanted, const Name& name) {
    return !wanted.is_known() || wanted == name;
  };
  return matches(query.organisation, scope.organisation) && matches(query.cluster, scope.cluster) &&
         matches(query.service, scope.service) && matches(query.group, scope.group);
}

}  // namespace faultline::model
