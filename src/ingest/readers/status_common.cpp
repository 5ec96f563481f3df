#include "ingest/readers/status_common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"

namespace faultline::ingest::formats {

model::Scope scope_of_component(const model::Name& organisation, std::string_view group,
                                std::string_view name) {
  name = base::trim(name);
  if (!group.empty()) return model::component_scope(organisation, group, name);
  const auto paths = model::parse_affected_list(name);
  if (paths.size() == 1 && !paths.front().group.empty() && model::cluster_name(paths.front().group)) {
    return model::component_scope(organisation, paths.front().group, paths.front().component);
  }
  if (const auto dash = name.find(" - "); dash != name.npos && model::cluster_name(name.substr(0, dash))) {
    return model::component_scope(organisation, name.substr(0, dash), base::trim(name.substr(dash + 3)));
  }
  if (model::cluster_name(name)) return model::component_scope(organisation, name, {});
  return model::component_scope(organisation, {}, name);
}

std::vector<model::Scope> scopes_of_affected(const model::Name& organisation, std::string_view list) {
  list = base::trim(list);
  if (list.ends_with('.')) list.remove_suffix(1);
  constexpr std::string_view kAnd = " and ";
  std::string plain;
  int depth = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '(') ++depth;
    if (list[i] == ')' && depth > 0) --depth;
    const bool joins = depth == 0 && list.substr(i + 1).starts_with(kAnd);
    plain.push_back(list[i]);
    if (!joins || (list[i] != ',' && list[i] != ')')) continue;
    if (list[i] == ')') plain.push_back(',');
    plain.push_back(' ');
    i += kAnd.size();
  }
  std::vector<model::Scope> scopes;
  for (const auto& path : model::parse_affected_list(plain)) {
    add_scope(scopes, scope_of_component(organisation, path.group, path.component));
  }
  return scopes;
}

void add_scope(std::vector<model::Scope>& scopes, model::Scope scope) {
  const auto at = std::lower_bound(scopes.begin(), scopes.end(), scope);
  if (at == scopes.end() || *at != scope) scopes.insert(at, std::move(scope));
}

std::string organisation_of_title(std::string_view page_title) {
  std::string_view title = base::trim(page_title);
  if (const auto mark = title.find(" Status - "); mark != title.npos)
    return std::string(title.substr(0, mark));
  constexpr std::string_view kHistory = " - Incident History";
  if (title.ends_with(kHistory))
    title.remove_suffix(kHistory.size());
  else
    return {};
  if (title.ends_with(" Status")) title.remove_suffix(7);
  return std::string(title);
}

std::string incident_id_of_link(std::string_view link) {
  constexpr std::string_view kMark = "/incidents/";
  const auto at = link.find(kMark);
  if (at == link.npos) return {};
  std::string_view id = link.substr(at + kMark.size());
  std::size_t length = 0;
  while (length < id.size() &&
         (std::isalnum(static_cast<unsigned char>(id[length])) || id[length] == '-' || id[length] == '_')) {
    ++length;
  }
  return std::string(id.substr(0, length));
}

model::Name organisation_name(std::string_view told, const ReadOptions& options) {
  return model::make_name(base::trim(told).empty() ? std::string_view(options.organisation)
                                                   : base::trim(told));
}

void make_maintenance_of_posts(model::Event& header, const std::vector<PostTime>& posts) {
  const auto find = [&](model::PostStatus status) {
    return std::find_if(posts.begin(), posts.end(),
                        [&](const PostTime& post) { return post.status == status; });
  };
  const auto begun = find(model::PostStatus::in_progress);
  const auto completed = find(model::PostStatus::completed);
  const auto scheduled = find(model::PostStatus::scheduled);
  if (begun == posts.end() && completed == posts.end() && scheduled == posts.end()) return;
  header.kind = model::EventKind::maintenance;
  header.level = model::Level::maintenance;
  header.until.reset();
  if (begun != posts.end()) {
    header.when = begun->when;
    if (completed != posts.end()) header.until = completed->when;
  } else {
    header.when = {};
    header.when.reason = "no post says when the maintenance began";
  }
  header.note = "the announced window is not told here; the posts are taken";
}

LineIndex::LineIndex(std::string_view text) : starts_{0} {
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
}

model::Location LineIndex::at(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  model::Location location;
  location.line = static_cast<int>(after - starts_.begin());
  location.column = static_cast<int>(offset - *(after - 1)) + 1;
  return location;
}

bool put_printed_post(model::Event post, std::string_view status, FactSink& sink) {
  if (const auto known = model::parse_post_status(status)) {
    post.status = *known;
  } else {
    sink.remark(post.location, fmt::format("the status '{}' is not known", base::printable(status)));
  }
  const int ordinal = sink.event(post);
  if (post.status == model::PostStatus::postmortem) return true;
  prose::read_post(post, ordinal, sink);
  return false;
}

}  // namespace faultline::ingest::formats
