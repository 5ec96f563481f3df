#include "model/sla.hpp"

#include <algorithm>
#include <cassert>

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kVerdicts = std::to_array<EnumName<SlaRow::Verdict>>({{SlaRow::Verdict::met, "met"},
                                                                     {SlaRow::Verdict::breached, "breached"},
                                                                     {SlaRow::Verdict::depends, "depends"},
                                                                     {SlaRow::Verdict::no_data, "no data"}});
constexpr auto kCombinations = std::to_array<EnumName<Combination>>(
    {{Combination::none, "none"}, {Combination::worst, "worst"}, {Combination::serial, "serial"}});
constexpr auto kUnits = std::to_array<EnumName<SlaUnit>>({{SlaUnit::tenths, "tenths_of_seconds"},
                                                          {SlaUnit::pico_intervals, "pico_intervals"},
                                                          {SlaUnit::requests, "requests"},
                                                          {SlaUnit::parts, "parts_of_1e15"}});
}  // namespace

std::string_view to_string(SlaRow::Verdict verdict) {
  return name_of(kVerdicts, verdict);
}

std::string_view to_string(Combination combination) {
  return name_of(kCombinations, combination);
}

std::string_view to_string(SlaUnit unit) {
  return name_of(kUnits, unit);
}

const Policy& SlaResult::policy_of(const SlaRow& row) const {
  const auto found = std::find_if(policies.begin(), policies.end(),
                                  [&](const Policy& policy) { return policy.name == row.policy; });
  assert(found != policies.end());  // whoever makes rows lists their policies
  return *found;
}

const SealMark* SlaResult::seal_of(const SlaRow& row) const {
  const auto found = std::find_if(seals.begin(), seals.end(), [&](const SealMark& mark) {
    return mark.policy == row.policy && mark.period == row.period;
  });
  return found == seals.end() ? nullptr : &*found;
}

std::optional<std::int64_t> down_tenths(const SlaRow& row, std::int64_t bad) {
  if (row.unit == SlaUnit::tenths) return bad;
  if (row.unit == SlaUnit::requests || row.best.total <= 0) return std::nullopt;
  __extension__ using Wide = __int128;
  return static_cast<std::int64_t>(static_cast<Wide>(bad) * row.counted_seconds * 10 / row.best.total);
}

}  // namespace faultline::model
