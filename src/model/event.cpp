#include "model/event.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kKinds = std::to_array<EnumName<EventKind>>({{EventKind::status_update, "status_update"},
                                                            {EventKind::component_change, "component_change"},
                                                            {EventKind::maintenance, "maintenance"},
                                                            {EventKind::deploy, "deploy"},
                                                            {EventKind::alert, "alert"},
                                                            {EventKind::note, "note"},
                                                            {EventKind::annotation, "annotation"},
                                                            {EventKind::incident, "incident"}});

constexpr auto kStatuses = std::to_array<EnumName<PostStatus>>({{PostStatus::none, "none"},
                                                                {PostStatus::investigating, "investigating"},
                                                                {PostStatus::identified, "identified"},
                                                                {PostStatus::monitoring, "monitoring"},
                                                                {PostStatus::resolved, "resolved"},
                                                                {PostStatus::postmortem, "postmortem"},
                                                                {PostStatus::update, "update"},
                                                                {PostStatus::scheduled, "scheduled"},
                                                                {PostStatus::in_progress, "in_progress"},
                                                                {PostStatus::verifying, "verifying"},
                                                                {PostStatus::completed, "completed"}});

}  // namespace

std::string_view to_string(EventKind kind) {
  return name_of(kKinds, kind);
}

std::string_view to_string(PostStatus status) {
  return name_of(kStatuses, status);
}

std::optional<EventKind> parse_event_kind(std::string_view text) {
  return value_of(kKinds, text);
}

std::optional<PostStatus> parse_post_status(std::string_view text) {
  return value_of(kStatuses, text);
}

}  // namespace faultline::model
