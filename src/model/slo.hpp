// Slo: a service level objective as an OpenSLO v1 document states it, one for each entry of its `objectives`.
//
// Numbers stay exact: a target is a ratio and the text it was written as, never a double.
//
// Read from YAML in ingest/openslo, turned into our objectives, policies and budgets in analyze/slo_import.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ratio.hpp"

namespace faultline::model {

enum class BudgetingMethod {
  occurrences,       // good events of all
  timeslices,        // good slices of all; a slice is good where its own ratio reaches the slice target
  ratio_timeslices,  // the mean of the slices' ratios
};

struct SloWindow {
  std::int64_t count = 0;  // 0 = not told
  char unit = 'd';         // m minutes, h hours, d days, w weeks, M months, Q quarters, Y years
  bool is_rolling = true;  // else it begins and ends by the calendar
  std::string start_text;  // calendar: as written, "2026-01-01 00:00:00"
  std::string zone;        // calendar
};

struct Slo {
  std::string name, display_name;
  std::string objective_name;  // displayName of the entry; may be empty
  std::string service;
  base::Ratio target{};
  std::string target_text;  // in percent: "99.95" for 0.9995 as well
  SloWindow window;
  BudgetingMethod method = BudgetingMethod::occurrences;
  std::optional<base::Ratio> slice_target;
  std::string slice_target_text;   // in percent
  std::int64_t slice_seconds = 0;  // 0 = not told
  std::vector<std::pair<std::string, std::string>> labels;
  int line = 0;  // of the objective's entry
};

std::string_view to_string(BudgetingMethod method);  // "RatioTimeslices", as OpenSLO spells it
std::optional<BudgetingMethod> parse_budgeting_method(std::string_view text);

// "0.9995" -> "99.95"; absent where it is no plain decimal from 0 to 1.
std::optional<std::string> percent_of_fraction(std::string_view text);
// "99.95" -> "0.9995". For a text that parse_percent takes.
std::string fraction_of_percent(std::string_view percent);
// The ratio in percent without zeros at its end: {1, 10} -> "10". Nine decimals at most, truncated.
std::string shortest_percent(base::Ratio ratio);

}  // namespace faultline::model
