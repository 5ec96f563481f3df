// The books of one ingest: per source and in all, read = events + diagnostics + ignored.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/facts.hpp"
#include "render/style.hpp"

namespace faultline::cli {

struct IngestedSource {
  std::string name, reader, digest;
  std::int64_t read = 0, events = 0, rolled_up = 0, diagnostics = 0, ignored = 0, claims = 0, remarks = 0;
  bool is_known = false;  // the same content is in the database already
  std::vector<model::SourceFacts::Ignored> ignored_by_reason;
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
