// One incident object of Statuspage's API; statuspage_json.cpp finds them in the answers.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/zone.hpp"
#include "ingest/reader.hpp"
#include "ingest/readers/json_fields.hpp"
#include "model/scope.hpp"

namespace faultline::ingest::formats {

// What the page tells about all its incidents.
struct StatuspageContext {
  struct Component {
    std::string name;
    std::string group_id;
  };

  const ReadOptions& options;
  FactSink& sink;
  model::Name organisation;
  std::optional<base::Zone> zone;
  std::map<std::string, std::string, std::less<>> groups;    // id -> name
  std::map<std::string, Component, std::less<>> components;  // id -> component

  void add_component(const JsonObject& fields);
  // Takes a group's name from "Group - Component", where the page's list has no groups.
  void learn_group(std::string_view id, std::string_view name);
  // `name` as the incident writes it; "Prod 2 - Builder" where the component is in a group.
  model::Scope scope_of(std::string_view id, std::string_view name) const;
};

// Puts the incident's events in the order of the source: the incident, then each update with the changes
// of components in it.
void read_statuspage_incident(const StatuspageContext& page, const JsonObject& incident);

}  // namespace faultline::ingest::formats
