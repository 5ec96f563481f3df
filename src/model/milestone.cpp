#include "model/milestone.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kKinds =
    std::to_array<EnumName<MilestoneKind>>({{MilestoneKind::latent_fault, "latent_fault"},
                                            {MilestoneKind::trigger, "trigger"},
                                            {MilestoneKind::impact_start, "impact_start"},
                                            {MilestoneKind::detected, "detected"},
                                            {MilestoneKind::acknowledged, "acknowledged"},
                                            {MilestoneKind::declared, "declared"},
                                            {MilestoneKind::identified, "identified"},
                                            {MilestoneKind::first_action, "first_action"},
                                            {MilestoneKind::mitigated, "mitigated"},
                                            {MilestoneKind::impact_end, "impact_end"},
                                            {MilestoneKind::resolved, "resolved"},
                                            {MilestoneKind::recovered, "recovered"},
                                            {MilestoneKind::postmortem_published, "postmortem_published"}});
static_assert(kKinds.size() == kMilestoneCount);

constexpr auto kStates =
    std::to_array<EnumName<MilestoneState>>({{MilestoneState::recorded, "recorded"},
                                             {MilestoneState::bounded, "bounded"},
                                             {MilestoneState::pending, "pending"},
                                             {MilestoneState::not_applicable, "not_applicable"},
                                             {MilestoneState::invalid, "invalid"},
                                             {MilestoneState::unknown, "unknown"}});

constexpr auto kLedgers = std::to_array<EnumName<Ledger>>({{Ledger::declared, "declared"},
                                                           {Ledger::observed, "observed"},
                                                           {Ledger::stated, "stated"},
                                                           {Ledger::fused, "fused"}});

}  // namespace

std::string_view to_string(MilestoneKind kind) {
  return name_of(kKinds, kind);
}

std::string_view to_string(MilestoneState state) {
  return name_of(kStates, state);
}

std::string_view to_string(Ledger ledger) {
  return name_of(kLedgers, ledger);
}

std::optional<MilestoneKind> parse_milestone_kind(std::string_view text) {
  return value_of(kKinds, text);
}

std::optional<MilestoneState> parse_milestone_state(std::string_view text) {
  return value_of(kStates, text);
}

std::optional<Ledger> parse_ledger(std::string_view text) {
  return value_of(kLedgers, text);
}

}  // namespace faultline::model
