// Rows of an SLA, and what a seal holds beside them, as canonical JSON: what a seal hashes and keeps.
//
//   rows_from_text(rows_to_text(rows)) gives the same rows; rows_to_text of those the same bytes.
//
// Every row is one object on a line of its own, its keys in one order, integers as they are. Days and firings
// are left out: they follow from the windows and are no part of what was promised. What a reader of
// `faultline sla --format json` gets is made in render/sla_json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/seal.hpp"
#include "model/sla.hpp"

namespace faultline::model {

// The readers throw base::Error where the text is none of ours.
std::string rows_to_text(const std::vector<SlaRow>& rows);
std::vector<SlaRow> rows_from_text(std::string_view text);

std::string inputs_to_text(const SealInputs& inputs);
SealInputs inputs_from_text(std::string_view text);

// A difference a line.
std::string differences_to_text(const std::vector<RowDifference>& differences);
std::vector<RowDifference> differences_from_text(std::string_view text);

}  // namespace faultline::model
