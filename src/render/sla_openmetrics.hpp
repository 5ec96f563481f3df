// SLA rows as metrics: the text exposition format, for a node_exporter's textfile collector.
//
//   faultline_sla_availability_ratio{organisation="Corvane",cluster="prod-1",...} 0.999507168458
//
// Gauges in base units: ratios from 0 to 1, seconds. Numbers are decimals truncated from integers. There are
// no timestamps (the collector refuses them); the period's bounds are families of their own. What a row does
// not have (seconds of a request ratio, the verdict where evidence cannot decide) is no sample, never NaN.
// Valid in the Prometheus text format and, with its last line, in OpenMetrics. docs/sla-exports.md lists
// the families.
#pragma once

#include <string>

#include "model/sla.hpp"

namespace faultline::render {

std::string sla_openmetrics(const model::SlaResult& result);

}  // namespace faultline::render
