#include "analyze/report_findings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using model::FindingSeverity;

constexpr std::size_t kSlipDistance = 2;
// Shorter names are all near each other ("API", "App").
constexpr std::size_t kLeastLength = 5;

struct Known {
  std::string label;
  model::Evidence evidence;
};
using Names = std::map<std::string, Known>;  // slug -> where it is first told

std::string digits_of(const std::string& slug) {
  std::string digits;
  for (const char c : slug) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

std::string first_word(const std::string& slug) {
  return slug.substr(0, slug.find('-'));
}

bool is_slip(const std::string& a, const std::string& b) {
  if (std::min(a.size(), b.size()) < kLeastLength || digits_of(a) != digits_of(b)) return false;
  const std::size_t distance = edit_distance(a, b, kSlipDistance);
  return distance > 0 && distance <= kSlipDistance;
}

void report(const std::string& what, const Known& one, const std::vector<const Known*>& others,
            std::vector<model::Finding>& findings) {
  std::string names;
  std::vector<model::Evidence> evidence{one.evidence};
  for (const Known* other : others) {
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", other->label);
    evidence.push_back(other->evidence);
  }
  findings.push_back({"similar-names", FindingSeverity::warning,
                      fmt::format("{} '{}' looks like {}: if it is the same, add an alias to the config",
                                  what, one.label, names),
                      std::move(evidence)});
}

// Pairs are sought among names that share a beginning or an end, so that many names stay cheap.
void find_slips(const std::string& what, const Names& names, std::vector<model::Finding>& findings) {
  std::map<std::string, std::vector<const std::pair<const std::string, Known>*>> buckets;
  for (const auto& entry : names) {
    buckets["^" + entry.first.substr(0, 3)].push_back(&entry);
    buckets[entry.first.substr(entry.first.size() - std::min<std::size_t>(3, entry.first.size())) + "$"]
        .push_back(&entry);
  }
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& [key, bucket] : buckets) {
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      for (std::size_t j = i + 1; j < bucket.size(); ++j) {
        if (!is_slip(bucket[i]->first, bucket[j]->first)) continue;
        if (!told.insert({bucket[i]->first, bucket[j]->first}).second) continue;
        report(what, bucket[i]->second, {&bucket[j]->second}, findings);
      }
    }
  }
}

// A cluster without a number beside numbered ones of the same first word.
void find_unnumbered(const Names& names, std::vector<model::Finding>& findings) {
  for (const auto& [slug, known] : names) {
    if (!digits_of(slug).empty()) continue;
    std::vector<const Known*> siblings;
    for (auto other = names.lower_bound(first_word(slug) + '-'); other != names.end(); ++other) {
      if (first_word(other->first) != first_word(slug)) break;
      if (!digits_of(other->first).empty()) siblings.push_back(&other->second);
    }
    if (!siblings.empty()) report("cluster", known, siblings, findings);
  }
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return std::min(last[b.size()], limit + 1);
}

std::vector<model::Finding> find_similar_names(const FactTable& table) {
  std::map<std::string, std::pair<Names, Names>> by_organisation;  // clusters, services
  const auto add = [&](const std::vector<model::Scope>& scopes, const auto& fact) {
    for (const model::Scope& scope : scopes) {
      auto& [clusters, services] = by_organisation[scope.organisation.slug];
      if (scope.cluster.is_known() && !clusters.count(scope.cluster.slug)) {
        clusters.emplace(scope.cluster.slug, Known{scope.cluster.label, table.evidence(fact)});
      }
      if (scope.service.is_known() && !services.count(scope.service.slug)) {
        services.emplace(scope.service.slug, Known{scope.service.label, table.evidence(fact)});
      }
    }
  };
  for (const model::Event& event : table.events()) add(event.scopes, event);
  for (const model::Claim& claim : table.claims()) add(claim.scopes, claim);
  std::vector<model::Finding> findings;
  for (const auto& [organisation, names] : by_organisation) {
    find_slips("cluster", names.first, findings);
    find_unnumbered(names.first, findings);
    find_slips("service", names.second, findings);
  }
  return findings;
}

std::vector<model::Finding> find_left_over(const std::vector<Case>& cases,
                                           const std::vector<const Strand*>& strands,
                                           const FactTable& table) {
  std::vector<model::Finding> findings;
  std::unordered_set<std::string> used;
  for (const Case& incident : cases)
    used.insert(incident.incident.source_digests.begin(), incident.incident.source_digests.end());
  std::set<std::string> told;
  for (const model::Event& event : table.events()) told.insert(event.source_digest);
  for (const model::Claim& claim : table.claims()) told.insert(claim.source_digest);
  for (const std::string& digest : told) {
    const model::Source* source = table.source(digest);
    if (used.count(digest) > 0 || source == nullptr) continue;
    findings.push_back({"source-without-incident",
                        FindingSeverity::info,
                        fmt::format("nothing in '{}' belongs to an incident", source->name),
                        {model::Evidence{digest, source->name, {}, {}}}});
  }
  for (const auto& [kind, word] :
       {std::make_pair(Strand::Kind::alert, "alert"), std::make_pair(Strand::Kind::deploy, "deploy")}) {
    std::vector<model::Evidence> evidence;
    for (const Strand* strand : strands) {
      if (strand->kind == kind && used.count(strand->source_digest) > 0)
        evidence.push_back(table.evidence(*strand->events.front()));
    }
    if (evidence.empty()) continue;
    const std::size_t count = evidence.size();
    constexpr std::size_t kShown = 5;
    evidence.resize(std::min(kShown, count));
    findings.push_back({"event-without-incident", FindingSeverity::info,
                        fmt::format("{} {}{} {} to no incident", count, word, count == 1 ? "" : "s",
                                    count == 1 ? "belongs" : "belong"),
                        std::move(evidence)});
  }
  return findings;
}

}  // namespace faultline::analyze
