// Statistics for people and machines: a table a group, histograms, what was left out and why.
#pragma once

#include <string>

#include "model/statistics.hpp"
#include "render/style.hpp"
#include "render/table.hpp"

namespace faultline::render {

std::string metrics_text(const model::Statistics& statistics, const Style& style);
std::string metrics_json(const model::Statistics& statistics);
std::string metrics_csv(const model::Statistics& statistics);  // integer seconds; empty = not known
std::string metrics_markdown(const model::Statistics& statistics);

// metric, n, median, its interval, p90, range, with the ranged ones, the others counted.
Table metrics_table(const model::StatisticsGroup& group);
Table preset_table(const model::PresetResult& preset);

// The sentences below a group's table: paperwork against impact, trends, small samples.
std::vector<std::string> metrics_sentences(const model::StatisticsGroup& group);
// "median and p90: ...; 95 % intervals: 2000 resamples, seed 20260101".
std::string metrics_method(const model::Statistics& statistics);
std::string metrics_heading(const model::Statistics& statistics);

}  // namespace faultline::render
