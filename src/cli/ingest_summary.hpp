// The books of one ingest: per source and in all, read = events + rolled up + diagnostics + ignored. A known
// source adds nothing, so all its counts are 0, whether it was read again or not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/facts.hpp"
#include "render/style.hpp"

namespace faultline::cli {

enum class SourceState { added, grown, known };

struct IngestedSource {
  std::string name, reader, digest;
  std::int64_t read = 0, events = 0, rolled_up = 0, diagnostics = 0, ignored = 0, claims = 0, remarks = 0;
  SourceState state = SourceState::added;
  std::int64_t new_bytes = 0;  // of a grown one: those behind the known source that it begins with
  std::vector<model::SourceFacts::Ignored> ignored_by_reason;

  void make_known();
};

IngestedSource ingested_source(const model::SourceFacts& facts);

struct IngestSummary {
  std::vector<IngestedSource> sources;
  int unopened = 0;
  std::int64_t incidents = 0;
};

std::string summary_text(const IngestSummary& summary, const render::Style& style);
std::string summary_json(const IngestSummary& summary);

}  // namespace faultline::cli
