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
#include "render/style.hpp"

namespace faultline::render {

struct SlaText {
  std::string availability;  // percent, truncated to the policy's decimals
  std::string down;          // minutes, two decimals; requests where they are the unit
  std::string burned;        // percent of the budget, two decimals
};

SlaText sla_text(const model::SlaRow& row, int decimals);

// More than two edges printed to the minute leave.
bool has_range(const model::SlaRow& row);

// 100 * (1 - bad / total), truncated; "-" where nothing is counted.
std::string availability_percent(const model::Portion& portion, int decimals);

// Percent of the row's budget that `bad` (of the row's unit) takes; "all" where there is no budget.
std::string burned_percent(const model::SlaRow& row, std::int64_t bad);

// An amount of the row's unit as people read it: minutes with two decimals, or requests.
std::string amount_text(const model::SlaRow& row, std::int64_t amount);

// "25.00 min", "17 requests".
std::string with_unit(const model::SlaRow& row, const std::string& amount);

// Minutes from tenths of seconds, two decimals.
std::string minutes_text(std::int64_t tenths);

// Cells that several tables have.
std::string place_of(const model::SlaRow& row);      // "prod-1", a group, "(all)"
std::string service_of(const model::SlaRow& row);    // "Login", a composite's name, "(all)"
std::string verdict_text(const model::SlaRow& row);  // "met", "breached so far"
std::string credit_text(const model::SlaRow& row);   // "10", "0 to 10", "none fits", "-"
Tint tint_of(const model::SlaRow& row);

}  // namespace faultline::render
