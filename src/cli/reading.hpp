// What `ingest` and `inspect` have in common: the options beside a file, and reading it with them.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "ingest/prose/vocabulary.hpp"
#include "ingest/reader.hpp"
#include "model/config.hpp"

namespace faultline::cli {

struct ReadingOptions {
  std::string as, published, zone, organisation, cluster, service;
  void setup(Options& options);
};

class Reading {
 public:
  // Throws base::Error for an unknown reader, date or zone.
  Reading(const ReadingOptions& options, const model::Config& config);

  // Reads what lies behind `paths`, one source after the other. What cannot be opened is told on standard
  // error, where `progress` is drawn; `each` wipes it before it prints. Returns the number of paths that
  // could not be opened or read to their end.
  int read_all(std::span<const std::string> paths, Session& session, Progress& progress,
               const std::function<void(ingest::ReadSource&&)>& each);

  // Contents that a source may begin with, or be (ingest/reader.hpp); may grow meanwhile.
  std::vector<ingest::KnownContent> known;
  ingest::KnownFiles known_files = ingest::KnownFiles::skip;

 private:
  ingest::ReadOptions options_;
  const ingest::Reader* forced_ = nullptr;
  std::unique_ptr<const ingest::prose::Vocabulary> words_;  // where the config has some
};

}  // namespace faultline::cli
