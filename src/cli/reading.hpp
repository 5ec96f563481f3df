// What `ingest` and `inspect` have in common: the options beside a file, and reading it with them.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "ingest/reader.hpp"
#include "model/config.hpp"

namespace faultline::cli {

struct ReadingOptions {
  std::string as, published, zone, organisation;
  void setup(Options& options);
};

class Reading {
 public:
  // Throws base::Error for an unknown reader, date or zone.
  Reading(const ReadingOptions& options, const model::Config& config);
  model::SourceFacts read(const ingest::Input& input) const;

 private:
  ingest::ReadOptions options_;
  const ingest::Reader* forced_ = nullptr;
};

}  // namespace faultline::cli
