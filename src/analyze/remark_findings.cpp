// Names and times in a document that its reader should look at: customers, unknown clusters, unexplained
// times.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyze/findings.hpp"
#include "analyze/moments.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::ClaimKind;
using model::FindingSeverity;

void customers_named(Case& incident, const FactTable& table) {
  std::vector<std::string> names;
  std::vector<model::Evidence> evidence;
  for (const Claim* claim : claims_of(incident, ClaimKind::customer_named)) {
    if (std::find(names.begin(), names.end(), claim->text) == names.end()) names.push_back(claim->text);
    evidence.push_back(table.evidence(*claim));
  }
  if (names.empty()) return;
  incident.find("customer-named", FindingSeverity::warning,
                fmt::format("the document names a customer: {}", base::join(names, ", ")),
                std::move(evidence));
}

// A name that the config knows as an alias has its cluster.
void unknown_names(Case& incident, const FactTable& table, const model::Config& config) {
  std::set<std::string> known;
  for (const Strand* strand : incident.strands) {
    for (const Claim* claim : strand->claims) {
      for (const model::Scope& scope : claim->scopes) {
        if (!scope.cluster.label.empty()) known.insert(scope.cluster.slug);
      }
    }
  }
  std::set<std::string> told;
  for (const Claim* claim : claims_of(incident, ClaimKind::unknown_name)) {
    model::Scope scope;
    scope.cluster = model::make_name(claim->text);
    if (model::resolve_aliases(config, scope).cluster.slug != scope.cluster.slug ||
        known.count(scope.cluster.slug) > 0 || known.empty() || !told.insert(scope.cluster.slug).second)
      continue;
    incident.find(
        "unknown-name", FindingSeverity::warning,
        fmt::format("'{}' is none of the clusters that the document names ({}); if it is one of them, "
                    "the config's aliases can say so",
                    claim->text, base::join(std::vector<std::string>(known.begin(), known.end()), ", ")),
        {table.evidence(*claim)});
  }
}

// A time well before the stated start of the impact that no milestone takes and no timeline explains.
void unexplained_times(Case& incident, const FactTable& table) {
  constexpr std::int64_t kLeast = 15 * 60, kMost = 12 * 3600;
  for (const Strand* strand : incident.strands) {
    const bool has_timeline =
        std::any_of(strand->events.begin(), strand->events.end(),
                    [](const model::Event* e) { return e->kind == model::EventKind::note; });
    if (has_timeline) continue;
    for (const Claim* time : strand->claims) {
      if (time->kind != ClaimKind::told_time) continue;
      for (const Claim* window : strand->claims) {
        if (window->kind != ClaimKind::window || window->part != time->part ||
            window->source_digest != time->source_digest)
          continue;
        const auto gap = seconds_between(time->start, window->start);
        if (!gap || *gap < kLeast || *gap > kMost) continue;
        incident.find(
            "time-not-explained", FindingSeverity::warning,
            fmt::format("the text tells {}, {} before the stated start of the impact ({}), and not what "
                        "lies between",
                        clock_text(time->start), base::format_duration(base::Seconds(*gap)),
                        clock_text(window->start)),
            {table.evidence(*time), table.evidence(*window)});
        break;
      }
    }
  }
}

}  // namespace

void find_remarks(Case& incident, const FactTable& table, const model::Config& config) {
  customers_named(incident, table);
  unknown_names(incident, table, config);
  unexplained_times(incident, table);
}

}  // namespace faultline::analyze
