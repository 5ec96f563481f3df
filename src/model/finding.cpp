#include "model/finding.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {
constexpr auto kSeverities =
    std::to_array<EnumName<FindingSeverity>>({{FindingSeverity::info, "info"},
                                              {FindingSeverity::warning, "warning"},
                                              {FindingSeverity::contradiction, "contradiction"}});
}

std::string_view to_string(FindingSeverity severity) {
  return name_of(kSeverities, severity);
}

}  // namespace faultline::model
