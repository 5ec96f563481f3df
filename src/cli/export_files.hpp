// The files of an export: which there are, what they are called, and what stands in them.
//
//   file_name({.format = "csv", .period = "2026-04"})                      -> "sla-2026-04.csv"
//   file_name({.format = "csv", .period = "2026-04", .cluster = "prod-1"}) ->
//   "sla-2026-04-cluster-prod-1.csv"
//
// A name is a function of the period and what was asked, never of the run. The metrics' name has no period:
// the textfile collector reads one file, of the latest period.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analyze/analyze.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "cli/output_folder.hpp"
#include "cli/session.hpp"
#include "model/config.hpp"
#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::cli {

// What is asked for, of one period.
struct ExportQuery {
  std::string period;                          // as the SLA engine reads it
  std::string organisation, cluster, service;  // slugs; empty = all
  std::vector<std::string> policies;           // empty = as the objectives say
  bool with_clusters = true, with_services = true;
};

// In the order in which they are written.
const std::vector<std::string>& export_formats();

std::string file_name(const ExportQuery& query, const std::string& format);

// Of a schedule's formats in one period: what to write, and what is there already. Where a file is missing
// the whole period is written. The metrics' name tells no period: they are of the latest one, and always
// compared.
struct Owed {
  std::vector<std::string> wanted, there;
};
Owed owed_formats(const std::vector<std::string>& formats, bool is_latest,
                  const std::function<bool(const std::string& format)>& has);

// The one place that asks the SLA engine.
model::SlaResult exported_rows(Session& session, const store::Store& store, const model::Report& report,
                               const ExportQuery& query);

// In whose clocks a period has to be over. Throws base::Error for a policy that is not known.
std::vector<base::Zone> zones_of(const model::Config& config, const std::vector<std::string>& policies);

OutputFolder::Put write_export(OutputFolder& folder, const std::string& name, const std::string& format,
                               const model::SlaResult& result);

}  // namespace faultline::cli
