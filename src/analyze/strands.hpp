// Strand: what one source tells of one incident. The unit that grouping joins.
//
// A source is cut into strands by the page's ids, else by titles, else (documents) by part; posts that name
// no incident are cut after a resolved one. A claim goes where the event stands that it was read in, else
// to the only incident of its source, else to its part, else to the incident told at its place.
//
//   statuspage JSON with three incidents   -> three strands of kind page
//   a page with its postmortem             -> one strand of kind page: the document stands in it
//   a document that tells two outages      -> two strands of kind document; part 0 belongs to both
//   component changes that name no incident -> one strand per stretch that is not operational
//   a window that logs show             -> a strand of kind observed
#pragma once

#include <string>
#include <vector>

#include "analyze/fact_table.hpp"
#include "analyze/moments.hpp"
#include "model/observation.hpp"

namespace faultline::analyze {

struct Strand {
  enum class Kind { page, document, components, alert, deploy, observed } kind = Kind::document;
  std::string source_digest;
  std::string incident_id;  // the page's, or an explicit one
  std::string title;        // as written
  int part = 0;
  model::Name organisation;
  std::vector<const model::Event*> events;  // by ordinal
  std::vector<const model::Claim*> claims;  // by ordinal
  std::vector<model::Scope> scopes;         // all that its facts name
  std::vector<model::Scope> own_scopes;     // where part != 0: its alone; the first part keeps them all
  std::vector<Span> spans;                  // when, for grouping: declared for pages, stated for documents
  const model::ObservedWindow* window = nullptr;  // observed only

  // An alert or a deploy alone is no incident.
  bool is_loose() const { return kind == Kind::alert || kind == Kind::deploy; }
};

// All facts in strands, ordered by (source digest, first ordinal); then the observed windows, by start.
// Events and claims in none are those whose source tells nothing of an incident; findings report them.
std::vector<Strand> make_strands(const FactTable& table, const model::Observations& observations);

// By which an annotation finds the strand again (model/annotation.hpp). Empty where it holds no fact.
std::string anchor_of(const Strand& strand);

}  // namespace faultline::analyze
