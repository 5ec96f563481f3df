// Period report: puts together what the other passes found of the incidents of a period. It concludes nothing
// of its own but what recurs: the same cause set by people, the same kind of trigger, the same deploy.
//
// An incident belongs to the period as in statistics.hpp: by its impact's start, else its first post.
#pragma once

#include "model/period_report.hpp"
#include "model/report.hpp"

namespace faultline::analyze {

enum class Chapters { whole, by_cluster };

// `statistics` is of the same report and period without grouping, `sla` of the same period. The result points
// into `report` and holds the two.
model::PeriodReport make_period_report(const model::Report& report, model::Statistics statistics,
                                       model::SlaResult sla, Chapters chapters);

}  // namespace faultline::analyze
