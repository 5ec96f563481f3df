#include "ingest/prose/scopes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "ingest/prose/stated.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_upper(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}
bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
}

// The names of domains in the text: "app.acme.io" and "help@acme.com" give "acme". A link ("https://...")
// leads to tools and suppliers as often as to whoever writes, so it names nobody; nor do hosts of others that
// every document speaks of.
std::vector<std::string> domain_names(std::string_view text) {
  constexpr std::array<std::string_view, 16> kElsewhere = {
      "github",  "gitlab",  "slack",  "google",     "amazon", "aws",       "statuspage", "atlassian",
      "youtube", "twitter", "medium", "cloudflare", "azure",  "microsoft", "docker",     "kubernetes"};
  constexpr std::array<std::string_view, 12> kTops = {"com", "io",    "org", "net",  "dev", "app",
                                                      "co",  "cloud", "ai",  "tech", "sh",  "so"};
  std::vector<std::string> out;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
    std::size_t end = dot + 1;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string top = base::to_lower(text.substr(dot + 1, end - dot - 1));
    if (std::find(kTops.begin(), kTops.end(), top) == kTops.end()) continue;
    std::size_t begin = dot;
    while (begin > 0 && is_name_char(text[begin - 1])) --begin;
    std::size_t host = begin;
    while (host > 0 && (is_name_char(text[host - 1]) || text[host - 1] == '.')) --host;
    if (host > 0 && std::string_view(" \n\t(<[\"'@*").find(text[host - 1]) == std::string_view::npos)
      continue;
    if (end < text.size() && text[end] == '/') continue;  // a path or a label such as "acme.io/scrape"
    const std::string name = base::to_lower(text.substr(begin, dot - begin));
    if (name.size() < 3 || std::find(kElsewhere.begin(), kElsewhere.end(), name) != kElsewhere.end())
      continue;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

// What stands before "platform" or "production" without naming anybody.
bool is_generic(std::string_view word) {
  constexpr std::array<std::string_view, 16> kGeneric = {
      "our",  "the",  "all",   "this",     "each", "every",  "cloud", "data",
      "main", "core", "whole", "customer", "web",  "entire", "new",   "live"};
  return std::find(kGeneric.begin(), kGeneric.end(), base::to_lower(word)) != kGeneric.end();
}

bool is_environment(std::string_view word) {
  return word == "prod" || word == "production" || word == "staging" || word == "platform" ||
         model::cluster_name(word).has_value();
}

// "Our clusters are prod-1, prod-2 and prod-3." tells what there is, not what was hit.
bool is_inventory(const Sentence& sentence) {
  static const std::vector<Phrase> kInventory = {
      Phrase("our|the clusters|environments|instances are"),
      Phrase("we run|operate|have|host|maintain ~ clusters|environments|instances"),
      Phrase("there are ~ clusters|environments|instances")};
  static const std::vector<Phrase> kHit = {Phrase("affect*|impact*|degrad*|fail*|down|hit")};
  return find_any(kInventory, sentence.words) && !find_any(kHit, sentence.words) &&
         !speaks_of_impact(sentence.words);
}

}  // namespace

std::string find_organisation(const SourceText& source, const Blocks& blocks) {
  for (const auto key : {"organisation", "organization", "company"}) {
    if (const auto* value = blocks.front.find(key); value != nullptr && !value->empty())
      return source.written(*value);
  }
  const std::string_view text = source.folded();
  const auto domains = domain_names(text);
  std::map<std::string, int> before_environment;
  std::vector<Word> words = words_of(text);
  std::string by_domain;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view written = text.substr(words[i].begin, words[i].end - words[i].begin);
    if (written.size() < 3 || !is_upper(written.front()) || words[i].is_caps) continue;
    const bool has_lower =
        std::any_of(written.begin(), written.end(), [](char c) { return is_letter(c) && !is_upper(c); });
    const bool is_part_of_domain =
        (words[i].begin > 0 && (text[words[i].begin - 1] == '.' || text[words[i].begin - 1] == '@' ||
                                text[words[i].begin - 1] == '/'));
    if (!has_lower || is_part_of_domain) continue;
    if (by_domain.empty() && std::find(domains.begin(), domains.end(), words[i].text) != domains.end())
      by_domain = written;
    const bool begins_sentence =
        words[i].begin < 2 || text[words[i].begin - 2] == '.' || text[words[i].begin - 1] == '\n';
    if (i + 1 < words.size() && words[i + 1].begin == words[i].end + 1 && text[words[i].end] == ' ' &&
        !begins_sentence) {
      std::string next = words[i + 1].text;
      if (i + 2 < words.size() && words[i + 2].begin == words[i + 1].end + 1 && text[words[i + 1].end] == '-')
        next += '-' + words[i + 2].text;
      if (is_environment(next) && !is_generic(written)) ++before_environment[std::string(written)];
    }
  }
  if (!by_domain.empty()) return by_domain;
  for (const auto& [name, count] : before_environment) {
    if (count >= 2) return name;
  }
  return {};
}

std::vector<model::Name> clusters_in(std::string_view text, std::span<const Word> words) {
  std::vector<model::Name> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto one = model::cluster_name(text.substr(words[i].begin, words[i].end - words[i].begin));
    std::optional<model::Name> found = one;
    if (!found && i + 1 < words.size() && words[i + 1].begin == words[i].end + 1) {
      const char gap = text[words[i].end];
      const bool is_joined = gap == '-' || gap == '_' || (gap == ' ' && is_upper(text[words[i].begin]));
      if (is_joined)
        found = model::cluster_name(text.substr(words[i].begin, words[i + 1].end - words[i].begin));
    }
    if (found && std::find(out.begin(), out.end(), *found) == out.end()) out.push_back(*found);
  }
  return out;
}

ScopeFinder::ScopeFinder(const std::vector<Sentence>& sentences, const std::string& organisation)
    : organisation_(model::make_name(organisation)) {
  for (const auto& sentence : sentences) {
    for (auto& cluster : clusters_in(sentence.text.text, sentence.words)) {
      if (std::find(clusters_.begin(), clusters_.end(), cluster) == clusters_.end())
        clusters_.push_back(std::move(cluster));
    }
  }
  std::sort(clusters_.begin(), clusters_.end());
}

std::vector<model::Scope> ScopeFinder::of(const Sentence& sentence) const {
  if (is_inventory(sentence)) return {};
  auto names = clusters_in(sentence.text.text, sentence.words);
  static const Phrase all_of_them("all|every ~ clusters|environments|instances");
  static const std::array<std::string_view, 10> numbers = {"zero", "one", "two",   "three", "four",
                                                           "five", "six", "seven", "eight", "nine"};
  if (names.empty()) {
    if (const auto match = all_of_them.find(sentence.words)) {
      std::size_t count = 0;
      for (std::size_t i = match->begin; i < match->end; ++i) {
        const auto& word = sentence.words[i].text;
        const auto named = std::find(numbers.begin(), numbers.end(), word);
        if (named != numbers.end()) count = static_cast<std::size_t>(named - numbers.begin());
        if (word.size() == 1 && std::isdigit(static_cast<unsigned char>(word.front())) != 0)
          count = static_cast<std::size_t>(word.front() - '0');
      }
      if (count == clusters_.size() || (count == 0 && clusters_.size() > 1)) names = clusters_;
    }
  }
  std::vector<model::Scope> out;
  for (auto& name : names) {
    model::Scope scope;
    scope.organisation = organisation_;
    scope.cluster = std::move(name);
    out.push_back(std::move(scope));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace faultline::ingest::prose
