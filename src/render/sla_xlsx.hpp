// SLA rows as a workbook for people: a summary sheet (policies in words, notes, seals), then a sheet per
// cluster with one row per period, scope, objective and policy, a chart of the burned budget, set up to
// print.
//
// Numbers are the truncated decimals of the other outputs, so that they can be charted; the text beside the
// availability holds its range. Text of sources is text, never a formula. Equal results make equal bytes: the
// document's time is the latest `as_of`, that of the parts inside is fixed.
//
// libxlsxwriter writes to a path, so this does; the caller gives a temporary and renames it.
#pragma once

#include <string>
#include <vector>

#include "model/sla.hpp"

namespace faultline::render {

// Throws base::Error where the file cannot be written.
void write_sla_xlsx(const model::SlaResult& result, const std::string& path);

// Names a workbook takes: at most 31 characters, none of []:*?/\' in them, not two alike in any case.
std::vector<std::string> sheet_names(const std::vector<std::string>& wanted);

}  // namespace faultline::render
