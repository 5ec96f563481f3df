#include "model/sla.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {
constexpr auto kVerdicts = std::to_array<EnumName<SlaRow::Verdict>>({{SlaRow::Verdict::met, "met"},
                                                                     {SlaRow::Verdict::breached, "breached"},
                                                                     {SlaRow::Verdict::depends, "depends"}});
}

std::string_view to_string(SlaRow::Verdict verdict) {
  return name_of(kVerdicts, verdict);
}

}  // namespace faultline::model
