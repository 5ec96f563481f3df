// A text read as a document (or a post), and short forms of what came out, for tables of rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/prose/document.hpp"
#include "model/facts.hpp"

namespace faultline::test {

model::SourceFacts read_text(std::string_view text, const ingest::prose::DocumentContext& context = {},
                             const ingest::ReadOptions& options = {});

// "2025-10-06T08:00"; "2025-10-06" for a whole day; "?" where nothing is known.
std::string local_of(const base::Moment& moment);

// Local times of the notes, in document order.
std::vector<std::string> rows_of(const model::SourceFacts& facts);

// The best candidate of a milestone ("" = none).
std::string milestone_of(const model::SourceFacts& facts, model::MilestoneKind kind, int part = 0);

std::vector<model::Claim> claims_of(const model::SourceFacts& facts, model::ClaimKind kind);

}  // namespace faultline::test
