// SLA rows as a table for people, with the policies and objectives they were computed under; nothing is
// rounded, only truncated. As JSON (sla_json.cpp) and CSV (sla_csv.cpp) with the exact integers for machines.
#pragma once

#include <string>
#include <vector>

#include "model/sla.hpp"
#include "render/style.hpp"
#include "render/table.hpp"

namespace faultline::render {

std::string sla_text(const model::SlaResult& result, const Style& style);
std::string sla_json(const model::SlaResult& result);
std::string sla_markdown(const model::SlaResult& result);

// A row per period, scope, objective and policy; integer seconds, truncated decimals, digests. Cells are
// harmless for spreadsheets. docs/sla-exports.md tells the columns.
std::string sla_csv(const model::SlaResult& result);

// A sentence per policy, each on a line of its own, wrapped.
std::string policies_text(const model::SlaResult& result, int width);

// The result's notes, then those of rows: one that many rows have is told once, with how many.
std::vector<std::string> notes_of(const model::SlaResult& result);

// "2021-03 under default: sealed 2021-04-02 as 1e5f..., restated twice: reason".
std::string seal_text(const model::SealMark& seal);

// "99.9 %", "99.9 % (default)".
std::string objective_text(const model::Objective& objective);

}  // namespace faultline::render
