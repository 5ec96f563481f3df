#include "ingest/readers/statuspage_incident.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/readers/html.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

struct Change {
  std::string pointer;
  std::string key;  // id, else name
  model::Scope scope;
  std::optional<model::Level> old_level, level;
  bool is_change = false;
  std::string note;
};

struct Post {
  JsonObject fields;
  base::Moment when;
  std::vector<Change> changes;
};

class IncidentReader {
 public:
  IncidentReader(const StatuspageContext& page, const JsonObject& incident) : page_(page), fields_(incident) {
    if (const auto list = fields_.array("components")) {
      for_each_object(*list, fields_.pointer_to("components"), [&](JsonObject component) {
        page_.add_component(component);
        if (!component.flag("group"))
          component_ids_.emplace_back(component.text("id"), component.text("name"));
      });
    }
  }

  void read() {
    collect_posts();
    find_changes();
    put_header();
    std::string postmortem;
    for (const Post& post : posts_) {
      if (put_post(post)) postmortem = base::squeeze(post.fields.text("body"));
    }
    if (const std::string_view body = fields_.text("postmortem_body"); !body.empty()) {
      if (base::squeeze(body) == postmortem) {
        page_.sink.ignore("a postmortem that stands in an update too");
      } else {
        put_document(body, fields_.pointer_to("postmortem_body"));
      }
    }
  }

 private:
  template <typename Each>
  void for_each_object(dom::array list, const std::string& pointer, const Each& each) {
    std::size_t i = 0;
    for (const dom::element element : list) {
      const std::string at = fmt::format("{}/{}", pointer, i++);
      dom::object object;
      if (element.get(object) == simdjson::SUCCESS) {
        each(JsonObject(object, at, page_.sink));
      } else {
        page_.sink.reject({0, 0, at}, fmt::format("{} where an object is expected", type_name(element)));
      }
    }
  }

  // The first of the two times that is there; unplaced where none is.
  base::Moment stamp(const JsonObject& fields, const char* key, const char* fallback) const {
    for (const char* name : {key, fallback}) {
      if (const auto instant = fields.time(name)) {
        base::Moment moment = base::exact_moment(*instant, fields.text(name));
        if (name == fallback) moment.reason = fmt::format("no '{}'; '{}' is taken", key, fallback);
        return moment;
      }
    }
    page_.sink.remark(fields.location(), fmt::format("neither '{}' nor '{}' tells a time", key, fallback));
    return {};
  }

  void collect_posts() {
    const auto updates = fields_.array("incident_updates");
    if (!updates) return;
    for_each_object(*updates, fields_.pointer_to("incident_updates"), [&](JsonObject fields) {
      Post post{fields, stamp(fields, "display_at", "created_at"), {}};
      if (const auto affected = fields.array("affected_components")) {
        for_each_object(*affected, fields.pointer_to("affected_components"),
                        [&](const JsonObject& item) { collect_change(post, item); });
      }
      posts_.push_back(std::move(post));
    });
  }

  void collect_change(Post& post, const JsonObject& item) {
    Change change;
    change.pointer = item.pointer();
    const std::string_view name = item.text("name");
    const std::string_view code = item.text("code");
    change.key = std::string(code.empty() ? name : code);
    change.level = model::parse_level(item.text("new_status"));
    change.old_level = model::parse_level(item.text("old_status"));
    if (change.key.empty() || !change.level) {
      page_.sink.reject(item.location(), change.key.empty()
                                             ? std::string("a component without name and code")
                                             : fmt::format("'{}' is no state of a component",
                                                           base::printable(item.text("new_status"))));
      return;
    }
    page_.learn_group(code, name);
    change.scope = page_.scope_of(code, name);
    post.changes.push_back(std::move(change));
  }

  // In the order of display, not of the file: an item is a change where it says so, or where its state is
  // not the one that this incident gave the component last. old_status alone is not to be trusted.
  void find_changes() {
    std::vector<std::size_t> order(posts_.size());
    std::iota(order.rbegin(), order.rend(), std::size_t{0});  // the file is newest first
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return base::earlier(posts_[a].when, posts_[b].when);
    });
    std::map<std::string, model::Level> known;
    for (const std::size_t i : order) {
      for (Change& change : posts_[i].changes) {
        const auto last = known.find(change.key);
        const model::Level before = last == known.end() ? model::Level::operational : last->second;
        change.is_change =
            *change.level != before || (change.old_level && *change.old_level != *change.level);
        if (last != known.end() && change.old_level && *change.old_level != before && change.is_change) {
          change.note = fmt::format("the page claims it was {} before, its previous update says {}",
                                    model::to_string(*change.old_level), model::to_string(before));
        } else if (last == known.end() && change.is_change && change.old_level == change.level) {
          change.note =
              fmt::format("already {} when first named in this incident", model::to_string(*change.level));
        }
        known[change.key] = *change.level;
      }
    }
  }

  std::vector<model::Scope> all_scopes() const {
    std::vector<model::Scope> scopes;
    for (const auto& [id, name] : component_ids_) add_scope(scopes, page_.scope_of(id, name));
    if (!scopes.empty()) return scopes;
    for (const Post& post : posts_) {
      for (const Change& change : post.changes) add_scope(scopes, change.scope);
    }
    return scopes;
  }

  model::Event event_of(model::EventKind kind, const JsonObject& fields) const {
    model::Event event;
    event.kind = kind;
    event.location = fields.location();
    event.incident_id = std::string(fields_.text("id"));
    event.incident_title = std::string(fields_.text("name"));
    return event;
  }

  void put_header() {
    const bool is_scheduled = fields_.has("scheduled_for");
    model::Event event =
        event_of(is_scheduled ? model::EventKind::maintenance : model::EventKind::incident, fields_);
    event.title = event.incident_title;
    event.url = std::string(fields_.text("shortlink"));
    event.edited_at = fields_.time("updated_at");
    scopes_ = all_scopes();
    event.scopes = scopes_;
    event.status = model::parse_post_status(fields_.text("status")).value_or(model::PostStatus::none);
    const std::string_view impact = fields_.text("impact");
    if (!impact.empty()) event.level = model::level_of_impact(impact);
    if (!impact.empty() && !event.level) {
      page_.sink.remark({0, 0, fields_.pointer_to("impact")},
                        fmt::format("the impact '{}' is not known", base::printable(impact)));
    }
    if (is_scheduled) {
      event.when = stamp(fields_, "scheduled_for", "started_at");
      if (const auto until = fields_.time("scheduled_until")) {
        event.until = base::exact_moment(*until, fields_.text("scheduled_until"));
      }
      if (!event.level) event.level = model::Level::maintenance;
    } else {
      event.when = stamp(fields_, "started_at", "created_at");
      const auto resolved = fields_.time("resolved_at");
      if (resolved && event.when.is_placed() && *resolved < event.when.utc->best) {
        event.note = fmt::format("written after the fact: resolved_at {} precedes the start {}",
                                 base::format_rfc3339(*resolved), base::format_rfc3339(event.when.utc->best));
      }
    }
    page_.sink.event(std::move(event));
  }

  // True where the post is the postmortem.
  bool put_post(const Post& post) {
    model::Event event = event_of(model::EventKind::status_update, post.fields);
    event.when = post.when;
    event.update_id = std::string(post.fields.text("id"));
    event.edited_at = post.fields.time("updated_at");
    const std::string_view body = post.fields.text("body");
    event.body = text_of_html(body);
    const std::string_view status = post.fields.text("status");
    if (const auto known = model::parse_post_status(status)) {
      event.status = *known;
    } else {
      page_.sink.remark({0, 0, post.fields.pointer_to("status")},
                        fmt::format("the status '{}' is not known", base::printable(status)));
    }
    for (const Change& change : post.changes) add_scope(event.scopes, change.scope);
    const bool is_postmortem = event.status == model::PostStatus::postmortem;
    const int ordinal = page_.sink.event(event);
    if (is_postmortem) {
      put_document(body, post.fields.pointer_to("body"));
    } else {
      prose::read_post(event, ordinal, page_.sink);
    }
    for (const Change& change : post.changes) put_change(post, change);
    return is_postmortem;
  }

  void put_change(const Post& post, const Change& change) {
    if (!change.is_change) return page_.sink.ignore("component without a change");
    model::Event event = event_of(model::EventKind::component_change, post.fields);
    event.location = {0, 0, change.pointer};
    event.when = post.when;
    event.update_id = std::string(post.fields.text("id"));
    event.scopes = {change.scope};
    event.level = change.level;
    event.old_level = change.old_level;
    event.note = change.note;
    page_.sink.event(std::move(event));
  }

  void put_document(std::string_view body, std::string pointer) {
    prose::DocumentContext context;
    context.title = std::string(fields_.text("name"));
    context.organisation = page_.organisation.label;
    context.incident_id = std::string(fields_.text("id"));
    context.first_line = 0;
    context.pointer = std::move(pointer);
    context.page_zone = page_.zone;
    context.page_scopes = scopes_;
    for (const Post& post : posts_) {
      if (!post.when.is_placed()) continue;
      // The document's times are clock readings: its stamps must be too.
      base::Moment stamp = post.when;
      const base::Zone zone = page_.zone.value_or(base::Zone::utc());
      stamp.local = zone.to_local(stamp.utc->best);
      stamp.zone = zone.name();
      context.page_stamps.push_back(std::move(stamp));
    }
    prose::read_document(text_of_html(body), context, page_.options, page_.sink);
  }

  StatuspageContext page_;  // a copy: the incident's own components are known to this incident only
  JsonObject fields_;
  std::vector<std::pair<std::string, std::string>> component_ids_;
  std::vector<Post> posts_;
  std::vector<model::Scope> scopes_;
};

}  // namespace

void StatuspageContext::add_component(const JsonObject& fields) {
  const std::string id(fields.text("id"));
  if (id.empty()) return;
  if (fields.flag("group")) {
    groups[id] = std::string(fields.text("name"));
  } else {
    components[id] = {std::string(fields.text("name")), std::string(fields.text("group_id"))};
  }
}

void StatuspageContext::learn_group(std::string_view id, std::string_view name) {
  const auto component = components.find(id);
  if (component == components.end()) return;
  const auto& [own, group_id] = component->second;
  constexpr std::string_view kDash = " - ";
  if (own.empty() || group_id.empty() || groups.contains(group_id) || !name.ends_with(own)) return;
  name.remove_suffix(own.size());
  if (name.size() > kDash.size() && name.ends_with(kDash)) {
    groups[group_id] = std::string(name.substr(0, name.size() - kDash.size()));
  }
}

model::Scope StatuspageContext::scope_of(std::string_view id, std::string_view name) const {
  if (const auto group = groups.find(id); group != groups.end()) {
    return scope_of_component(organisation, group->second, {});
  }
  const auto component = components.find(id);
  if (component == components.end()) return scope_of_component(organisation, {}, name);
  const std::string_view own = component->second.name;
  if (const auto group = groups.find(component->second.group_id); group != groups.end()) {
    return scope_of_component(organisation, group->second, own);
  }
  return scope_of_component(organisation, {}, own.empty() ? name : own);
}

void read_statuspage_incident(const StatuspageContext& page, const JsonObject& incident) {
  IncidentReader(page, incident).read();
}

}  // namespace faultline::ingest::formats
