// Stated windows: what documents (and the prose of posts) say was down, and when.
//
// Sentences with a window and markers ("impact begins", "impact ends") of one document part. Windows that
// overlap at one scope and level are one outage told twice: the timeline's row is preferred to the summary
// (finer, and written first), the other readings stay as candidates. Scope: the claim's, else what
// told_places finds, else the page's. Level: the claim's, else the document's; a denied downtime is degraded.
// An end that is not told is bounded by the page's resolved post; without one there is no window.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// The claim stands in a row of a written timeline, or is a marker of one.
bool is_timeline_row(const Strand& strand, const model::Claim& claim);

// Recorded before bounded, timeline rows before prose, exact before wide, then as told.
bool better_claim(const Strand& strand, const model::Claim& a, const model::Claim& b);

// The level a document's level claims amount to; unknown without any.
model::Level stated_level(const std::vector<const model::Claim*>& level_claims);

// The places that a document names for this incident. Where it tells several outages: those of this part,
// else what is said of all of them, if that is one place. A place that is named as spared ("prod-3 was fine")
// never.
std::vector<model::Scope> told_places(const Strand& strand);

// What a moment without a place in time lacks, and how to give it: "the text gives no zone for '14:07'
// (...)".
std::string missing_place(const base::Moment& moment);

// Adds windows of ledger `stated`; findings: unplaced-window, no-impact-end.
void state_windows(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
