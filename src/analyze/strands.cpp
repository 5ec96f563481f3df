#include "analyze/strands.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "analyze/source_strands.hpp"
#include "analyze/status_order.hpp"
#include "analyze/strand_spans.hpp"

namespace faultline::analyze {

namespace {

using model::Event;
using model::EventKind;
using model::Level;

// Component changes that name no incident, of all sources together: one strand per stretch in which the
// component is not operational. A stretch that has not ended stays open.
void add_component_strands(const std::vector<const Event*>& loose, std::vector<Strand>& strands) {
  std::map<model::Scope, std::vector<const Event*>> by_scope;
  for (const Event* event : loose) {
    for (const model::Scope& scope : event->scopes) by_scope[scope].push_back(event);
  }
  for (auto& [scope, events] : by_scope) {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event* a, const Event* b) { return base::earlier(a->when, b->when); });
    bool is_down = false;
    for (const Event* event : events) {
      const bool down = event->level.value_or(Level::unknown) > Level::unknown;
      if (down && !is_down) {
        Strand strand;
        strand.kind = Strand::Kind::components;
        strand.source_digest = event->source_digest;
        strand.organisation = scope.organisation;
        strand.scopes = {scope};
        strands.push_back(std::move(strand));
      }
      if (down || is_down) strands.back().events.push_back(event);
      is_down = down;
    }
  }
}

Strand single_strand(const Event& event, Strand::Kind kind, const FactTable& table) {
  Strand strand;
  strand.kind = kind;
  strand.source_digest = event.source_digest;
  strand.organisation = table.organisation(event.source_digest);
  for (const model::Scope& scope : event.scopes) {
    if (!strand.organisation.is_known()) strand.organisation = scope.organisation;
  }
  strand.events.push_back(&event);
  strand.scopes = event.scopes;
  return strand;
}

Strand observed_strand(const model::ObservedWindow& window) {
  Strand strand;
  strand.kind = Strand::Kind::observed;
  if (!window.evidence.empty()) strand.source_digest = window.evidence.front().source_digest;
  strand.organisation = window.scope.organisation;
  strand.scopes = {window.scope};
  strand.window = &window;
  return strand;
}

}  // namespace

std::string anchor_of(const Strand& strand) {
  if (strand.window != nullptr && strand.window->start.utc) {
    const model::Scope& scope = strand.window->scope;
    return fmt::format("observed:{}/{}/{}@{}", scope.organisation.slug, scope.cluster.slug,
                       scope.service.slug,
                       base::format_rfc3339(base::floor_minute(strand.window->start.utc->best)));
  }
  // What a document says of all its incidents stands in several strands: one of its own facts names it.
  const auto is_own = [&](const auto* fact) { return fact->part == strand.part; };
  const auto event = std::find_if(strand.events.begin(), strand.events.end(), is_own);
  if (event != strand.events.end())
    return fmt::format("fact:{}:{}", (*event)->source_digest, (*event)->ordinal);
  const auto claim = std::find_if(strand.claims.begin(), strand.claims.end(), is_own);
  if (claim != strand.claims.end())
    return fmt::format("claim:{}:{}", (*claim)->source_digest, (*claim)->ordinal);
  if (strand.events.empty()) return {};
  return fmt::format("fact:{}:{}", strand.events.front()->source_digest, strand.events.front()->ordinal);
}

std::vector<Strand> make_strands(const FactTable& table, const model::Observations& observations) {
  std::vector<Strand> strands;
  std::vector<const Event*> loose_components;
  std::size_t event = 0, claim = 0;
  const auto& events = table.events();
  const auto& claims = table.claims();
  for (const model::Source& source : table.sources()) {
    SourceFactRefs refs;
    for (; event < events.size() && events[event].source_digest == source.digest; ++event) {
      refs.events.push_back(&events[event]);
    }
    for (; claim < claims.size() && claims[claim].source_digest == source.digest; ++claim) {
      refs.claims.push_back(&claims[claim]);
    }
    SourceStrands cut = cut_source(source, refs, table);
    for (Strand& strand : cut.strands) strands.push_back(std::move(strand));
    for (const Event* loose : cut.loose) {
      if (loose->kind == EventKind::component_change) {
        loose_components.push_back(loose);
      } else {
        const auto kind = loose->kind == EventKind::alert ? Strand::Kind::alert : Strand::Kind::deploy;
        strands.push_back(single_strand(*loose, kind, table));
      }
    }
  }
  add_component_strands(loose_components, strands);
  for (const model::ObservedWindow& window : observations.windows) {
    if (window.start.utc) strands.push_back(observed_strand(window));
  }
  for (Strand& strand : strands) strand.spans = spans_of(strand);
  return strands;
}

}  // namespace faultline::analyze
