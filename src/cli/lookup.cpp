#include "cli/lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/parse.hpp"

namespace faultline::cli {

namespace {

constexpr std::size_t kListed = 6;

std::string ids_of(const std::vector<const model::Incident*>& incidents) {
  std::vector<std::string> ids;
  for (const model::Incident* incident : incidents) {
    if (ids.size() == kListed) {
      ids.push_back("...");
      break;
    }
    ids.push_back(incident->id);
  }
  return base::join(ids, ", ");
}

template <typename Fits>
std::vector<const model::Incident*> matching(const model::Report& report, const Fits& fits) {
  std::vector<const model::Incident*> found;
  for (const model::Incident& incident : report.incidents) {
    if (fits(incident)) found.push_back(&incident);
  }
  return found;
}

const model::Name& part_of(const model::Scope& scope, ScopePart part) {
  switch (part) {
    case ScopePart::organisation:
      return scope.organisation;
    case ScopePart::cluster:
      return scope.cluster;
    case ScopePart::service:
      break;
  }
  return scope.service;
}

std::string_view name_of(ScopePart part) {
  switch (part) {
    case ScopePart::organisation:
      return "organisation";
    case ScopePart::cluster:
      return "cluster";
    case ScopePart::service:
      break;
  }
  return "service";
}

}  // namespace

const model::Incident& incident_named(const model::Report& report, const std::string& name) {
  if (report.incidents.empty())
    throw base::Error("no incidents yet; ingest a status page or a postmortem first");
  if (name == "latest") return report.incidents.front();

  const std::string slug = base::slug(name);
  const auto has_id = [&](const model::Incident& i) { return i.id == name; };
  const auto has_prefix = [&](const model::Incident& i) {
    return base::starts_with_ignoring_case(i.id, name);
  };
  const auto has_title = [&](const model::Incident& i) {
    return !slug.empty() && base::slug(i.title) == slug;
  };
  const auto has_external_id = [&](const model::Incident& i) {
    return std::find(i.external_ids.begin(), i.external_ids.end(), name) != i.external_ids.end();
  };
  for (const auto& found : {matching(report, has_id), matching(report, has_external_id),
                            matching(report, has_prefix), matching(report, has_title)}) {
    if (found.size() == 1) return *found.front();
    if (found.size() > 1) {
      throw base::Error(
          fmt::format("'{}' fits {} incidents: {}; give more of the id", name, found.size(), ids_of(found)));
    }
  }
  std::vector<std::string> names;
  for (const model::Incident& incident : report.incidents) {
    names.push_back(incident.id);
    if (!incident.title.empty()) names.push_back(base::slug(incident.title));
  }
  const auto near = base::nearest(name, names);
  const std::string hint = near ? fmt::format("did you mean '{}'?", *near) : "see faultline incidents";
  throw base::Error(fmt::format("no incident '{}'; {}", name, hint));
}

std::optional<base::Instant> start_of(const model::Incident& incident) {
  std::optional<base::Instant> start;
  const auto take = [&](const base::Moment& moment) {
    if (moment.utc && (!start || moment.utc->best < *start)) start = moment.utc->best;
  };
  for (const model::ImpactWindow& window : incident.windows) take(window.start);
  if (start) return start;
  for (const model::Milestone& milestone : incident.milestones) {
    if (milestone.state == model::MilestoneState::recorded && milestone.when) take(*milestone.when);
  }
  if (start) return start;
  for (const model::TimelineRow& row : incident.timeline) take(row.when);
  return start;
}

std::string known_slug(const model::Report& report, ScopePart part, const std::string& name) {
  if (name.empty()) return "";
  std::set<std::string> slugs;
  const auto take = [&](const model::Scope& scope) {
    if (part_of(scope, part).is_known()) slugs.insert(part_of(scope, part).slug);
  };
  for (const model::Incident& incident : report.incidents) {
    if (part == ScopePart::organisation && incident.organisation.is_known())
      slugs.insert(incident.organisation.slug);
    for (const model::Scope& scope : incident.scopes) take(scope);
    for (const model::ImpactWindow& window : incident.windows) {
      for (const model::Scope& scope : window.scopes) take(scope);
    }
  }
  const auto cluster = part == ScopePart::cluster ? model::cluster_name(name) : std::nullopt;
  const std::string slug = cluster ? cluster->slug : model::make_name(name).slug;
  if (slugs.contains(slug)) return slug;
  const std::string hint = suggestion(slug, std::vector<std::string>(slugs.begin(), slugs.end()));
  throw base::Error(fmt::format("no {} '{}'{}", name_of(part), name, hint));
}

}  // namespace faultline::cli
