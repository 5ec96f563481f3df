#include "model/incident.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kPromiseVerdicts = std::to_array<EnumName<Promise::Verdict>>(
    {{Promise::Verdict::kept, "kept"}, {Promise::Verdict::late, "late"}, {Promise::Verdict::open, "open"}});

constexpr auto kAuditVerdicts = std::to_array<EnumName<DurationAudit::Verdict>>(
    {{DurationAudit::Verdict::supported, "supported"},
     {DurationAudit::Verdict::contradicted, "contradicted"},
     {DurationAudit::Verdict::unsupported, "unsupported"},
     {DurationAudit::Verdict::not_checkable, "not_checkable"}});

constexpr auto kRowKinds =
    std::to_array<EnumName<TimelineRow::Kind>>({{TimelineRow::Kind::note, "note"},
                                                {TimelineRow::Kind::post, "post"},
                                                {TimelineRow::Kind::component, "component"},
                                                {TimelineRow::Kind::maintenance, "maintenance"},
                                                {TimelineRow::Kind::deploy, "deploy"},
                                                {TimelineRow::Kind::alert, "alert"},
                                                {TimelineRow::Kind::annotation, "annotation"},
                                                {TimelineRow::Kind::observed, "observed"}});

}  // namespace

std::string_view to_string(Promise::Verdict verdict) {
  return name_of(kPromiseVerdicts, verdict);
}

std::string_view to_string(DurationAudit::Verdict verdict) {
  return name_of(kAuditVerdicts, verdict);
}

std::string_view to_string(TimelineRow::Kind kind) {
  return name_of(kRowKinds, kind);
}

}  // namespace faultline::model
