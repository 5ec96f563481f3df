// The figures of an SLA row as people read them, the same in the CLI's table and in drafts.
//
//   99.9439                        edges printed to the minute, level known
//   99.8132 (99.8087 to 99.8177)   the edges leave more than that
//   99.9148 to 100                 the level is not known: no single figure would be honest
//
// Two edges printed to the minute always leave two minutes, which a footnote says; the range is shown where
// there is more to it. JSON and CSV always carry it.
#pragma once

#include <string>

#include "model/sla.hpp"

namespace faultline::render {

struct SlaText {
  std::string availability;  // percent, truncated to the policy's decimals
  std::string down;          // minutes, two decimals
  std::string burned;        // percent of the budget, two decimals
};

SlaText sla_text(const model::SlaRow& row, int decimals);

// More than two edges printed to the minute leave.
bool has_range(const model::SlaRow& row);

// 100 * (1 - down / period), truncated; "-" for an empty period.
std::string availability_percent(const model::SlaRow& row, std::int64_t down_tenths, int decimals);

// Percent of the row's budget that `down_tenths` takes.
std::string burned_percent(const model::SlaRow& row, std::int64_t down_tenths);

// Minutes from tenths of seconds, two decimals.
std::string minutes_text(std::int64_t tenths);

}  // namespace faultline::render
