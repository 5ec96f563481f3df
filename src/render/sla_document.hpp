// SLA rows as a Markdown document that stands by itself: periods, a table per cluster, what the verdicts
// depend on, the policies in words, seals and notes. For a wiki, a mail or a repository.
//
//   # Availability and error budget, 2026-04
//
//   ## prod-1 (Corvane)
//
// No time of the run is in it: equal results make equal documents.
#pragma once

#include <string>

#include "model/sla.hpp"

namespace faultline::render {

std::string sla_document(const model::SlaResult& result);

}  // namespace faultline::render
