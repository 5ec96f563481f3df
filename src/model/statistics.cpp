#include "model/statistics.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kGroupings =
    std::to_array<EnumName<StatisticsGrouping>>({{StatisticsGrouping::none, "none"},
                                                 {StatisticsGrouping::cluster, "cluster"},
                                                 {StatisticsGrouping::service, "service"},
                                                 {StatisticsGrouping::cause, "cause"}});

constexpr auto kVerdicts =
    std::to_array<EnumName<Trend::Verdict>>({{Trend::Verdict::too_few, "too_few"},
                                             {Trend::Verdict::no_change_shown, "no_change_shown"},
                                             {Trend::Verdict::longer, "longer"},
                                             {Trend::Verdict::shorter, "shorter"},
                                             {Trend::Verdict::not_comparable, "not_comparable"}});

}  // namespace

std::string_view to_string(StatisticsGrouping grouping) {
  return name_of(kGroupings, grouping);
}

std::string_view to_string(Trend::Verdict verdict) {
  return name_of(kVerdicts, verdict);
}

std::optional<StatisticsGrouping> parse_statistics_grouping(std::string_view text) {
  return value_of(kGroupings, text);
}

}  // namespace faultline::model
