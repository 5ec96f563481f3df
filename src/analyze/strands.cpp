#include "analyze/strands.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

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

}  // namespace

std::vector<Strand> make_strands(const FactTable& table) {
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
  for (Strand& strand : strands) strand.spans = spans_of(strand);
  return strands;
}

}  // namespace faultline::analyze
