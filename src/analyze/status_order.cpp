#include "analyze/status_order.hpp"

namespace faultline::analyze {

using model::PostStatus;

bool is_active(PostStatus status) {
  return status == PostStatus::investigating || status == PostStatus::identified ||
         status == PostStatus::monitoring || status == PostStatus::in_progress ||
         status == PostStatus::verifying;
}

bool is_terminal(PostStatus status) {
  return status == PostStatus::resolved || status == PostStatus::completed;
}

bool is_maintenance(PostStatus status) {
  return status == PostStatus::scheduled || status == PostStatus::in_progress ||
         status == PostStatus::verifying || status == PostStatus::completed;
}

std::vector<PostStatus> carried_statuses(const std::vector<PostStatus>& statuses) {
  std::vector<PostStatus> carried;
  PostStatus last = PostStatus::update;
  for (const PostStatus status : statuses) {
    if (status != PostStatus::update && status != PostStatus::none && status != PostStatus::postmortem)
      last = status;
    carried.push_back(status == PostStatus::postmortem ? status : last);
  }
  return carried;
}

std::optional<std::size_t> ending_post(const std::vector<PostStatus>& carried) {
  std::optional<std::size_t> end;
  for (std::size_t i = 0; i < carried.size(); ++i) {
    if (is_active(carried[i])) end.reset();
    if (is_terminal(carried[i]) && !end) end = i;
  }
  return end;
}

}  // namespace faultline::analyze
