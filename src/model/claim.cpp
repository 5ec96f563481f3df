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
                                                            {ClaimKind::follow_up, "follow_up"}});
}

std::string_view to_string(ClaimKind kind) {
  return name_of(kKinds, kind);
}

std::optional<ClaimKind> parse_claim_kind(std::string_view text) {
  return value_of(kKinds, text);
}

}  // namespace faultline::model
