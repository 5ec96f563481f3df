// Finding: something a person should look at before sending the numbers to a customer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source.hpp"

namespace faultline::model {

enum class FindingSeverity { info = 0, warning = 1, contradiction = 2 };  // stored; never renumber

struct Finding {
  std::string rule;  // stable name: "clock-runs-backwards", "resolved-before-end"; listed in docs/findings.md
  FindingSeverity severity = FindingSeverity::warning;
  std::string message;
  std::vector<Evidence> evidence;
};

std::string_view to_string(FindingSeverity severity);

}  // namespace faultline::model
