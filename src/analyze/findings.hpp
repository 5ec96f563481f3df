// Findings of one incident: what a person should look at before sending its numbers to a customer. Each
// rule's name, severity and meaning: docs/findings.md.
#pragma once

#include "analyze/case.hpp"
#include "model/config.hpp"

namespace faultline::analyze {

// Adds findings from all that the passes before left, and sorts them: worst first, then by rule.
void find_problems(Case& incident, const FactTable& table, const model::Config& config);

// clock-runs-backwards, half-of-day, zone-abbreviation, reading-chosen: times read otherwise than written.
void find_readings(Case& incident, const FactTable& table);

// summary-and-timeline-disagree, row-without-time, no-outage-time: the document against itself.
void find_document_slips(Case& incident, const FactTable& table);

// amounts-disagree, empty-section, impact-without-number, action-without-owner: what a document leaves out,
// or tells with two numbers.
void find_content_slips(Case& incident, const FactTable& table);

// customer-named, unknown-name, time-not-explained: names and times that somebody should look at.
void find_remarks(Case& incident, const FactTable& table, const model::Config& config);

}  // namespace faultline::analyze
