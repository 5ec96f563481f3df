#include "model/claim.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {
constexpr auto kKinds = std::to_array<EnumName<ClaimKind>>({{ClaimKind::window, "window"},
                                                            {ClaimKind::duration, "duration"},
                                                            {ClaimKind::milestone, "milestone"},
                                                            {ClaimKind::promise, "promise"},
                                                            {ClaimKind::action_item, "action_item"},
                                                            {ClaimKind::level, "level"},
                                                            {ClaimKind::scope, "scope"},
                                                            {ClaimKind::follow_up, "follow_up"},
                                                            {ClaimKind::amount, "amount"},
                                                            {ClaimKind::empty_section, "empty_section"},
                                                            {ClaimKind::customer_named, "customer_named"},
                                                            {ClaimKind::unknown_name, "unknown_name"},
                                                            {ClaimKind::told_time, "told_time"}});
constexpr auto kActionStates =
    std::to_array<EnumName<ActionState>>({{ActionState::open, "open"}, {ActionState::done, "done"}});
}  // namespace

std::string_view to_string(ClaimKind kind) {
  return name_of(kKinds, kind);
}

std::optional<ClaimKind> parse_claim_kind(std::string_view text) {
  return value_of(kKinds, text);
}

std::string_view to_string(ActionState state) {
  return name_of(kActionStates, state);
}

}  // namespace faultline::model
