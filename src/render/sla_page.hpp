// sla_page: an SLA result as one self-contained HTML page: what a support engineer sends to a customer.
//
//   head      periods, verdicts in a sentence, seals, breaches
//   table     every row, as `faultline sla` has it
//   services  a calendar of days each, the burn-down of budgets that burned, the incidents and deploys behind
//   policies  in words, with digests; notes
//
// Promises: those of timeline_page.hpp (nothing is loaded or run, text stays text, equal bytes, nothing only
// in a picture or told by colour alone). Needs rows with days (analyze::SlaDetail::with); without them it has
// no pictures.
#pragma once

#include <string>

#include "model/sla.hpp"

namespace faultline::render {

std::string sla_page(const model::SlaResult& result);

}  // namespace faultline::render
