// statistics: how long incidents took over a period, with what is not known counted beside what is.
//
// Promises: model/statistics.hpp. The parts, one file each in statistics/:
//   selection     which incidents belong to the period and pass the filters; groups
//   distribution  one metric of one group: states, quantiles, intervals, trend; the paired comparison
//   survival      quantiles with censored durations (Kaplan-Meier)
//   bootstrap     intervals by resampling, with a fixed seed
//   presets       the same incidents as a vendor counts them
//
//   StatisticsQuery query;
//   query.period = {"2026-04", april, may};
//   compute_statistics(report, query).groups.front().distributions
//
// It takes the metrics of each incident as analyze() made them and changes none.
#pragma once

#include <string>
#include <vector>

#include "model/facts.hpp"
#include "model/report.hpp"
#include "model/statistics.hpp"

namespace faultline::analyze {

// A deployment that succeeded, as DORA's figures need it.
struct FinishedDeployment {
  base::Instant finished{};
  std::string title;
};

struct StatisticsQuery {
  model::StatisticsPeriod period;
  std::string organisation, cluster, service;  // slugs; empty = all
  std::string cause;                           // part of the cause's text, case folded; empty = all
  std::vector<model::MetricKind> metrics;      // empty = all
  model::StatisticsGrouping grouping = model::StatisticsGrouping::none;
  std::string preset;                           // a name of preset_names(); empty = none
  std::vector<FinishedDeployment> deployments;  // of the whole history, ascending; for the preset devlake
};

// Throws base::Error for a preset that is not known.
model::Statistics compute_statistics(const model::Report& report, const StatisticsQuery& query);

std::vector<std::string> preset_names();

// Deployments to production that ended and did not fail: an outcome "success" or none told, a cluster whose
// name begins with "prod" or none told. Ascending; the same one from two sources is one.
std::vector<FinishedDeployment> finished_deployments(const model::Facts& facts);

}  // namespace faultline::analyze
