#include "model/moment_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::model {

namespace {

using base::Bounds;
using base::Moment;
using base::Reading;
using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() ? found->get<std::string>() : std::string();
}

// The stored words of an enum; its last value where the key is missing.
template <typename Enum>
Enum enum_of(const Json& json, const char* key, Enum last) {
  const std::string text = text_of(json, key);
  if (text.empty()) return last;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (base::to_string(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  throw base::Error(
      fmt::format("'{}' is no {} of a time; was the database written by a newer version?", text, key));
}

base::Instant instant_of(const Json& json, const char* key) {
  const std::string text = json.at(key).get<std::string>();
  const auto instant = base::parse_rfc3339(text);
  if (!instant) throw base::Error(fmt::format("'{}' is no time; is the database damaged?", text));
  return *instant;
}

std::optional<Bounds> bounds_of(const Json& json) {
  if (!json.is_object()) throw base::Error("a stored time is no JSON object; is the database damaged?");
  if (!json.contains("best")) return std::nullopt;
  return Bounds{instant_of(json, "earliest"), instant_of(json, "best"), instant_of(json, "latest")};
}

std::optional<base::LocalTime> local_of(const Json& json) {
  const std::string text = text_of(json, "local");
  if (text.empty()) return std::nullopt;
  const auto local = base::parse_local(text);
  if (!local) throw base::Error(fmt::format("'{}' is no local time; is the database damaged?", text));
  return local;
}

Json reading_to_json(const Reading& reading) {
  Json json = Json::object();
  if (reading.local) json["local"] = base::format_local(*reading.local);
  if (reading.utc) {
    json["earliest"] = base::format_rfc3339(reading.utc->earliest);
    json["best"] = base::format_rfc3339(reading.utc->best);
    json["latest"] = base::format_rfc3339(reading.utc->latest);
  }
  put(json, "reason", reading.reason);
  return json;
}

void put_bounds(Json& json, const Moment& moment) {
  if (!moment.utc) return;
  json["earliest"] = base::format_rfc3339(moment.utc->earliest);
  json["latest"] = base::format_rfc3339(moment.utc->latest);
  json["best"] = base::format_rfc3339(moment.utc->best);
}

Moment read_moment(const Json& json) {
  Moment moment;
  moment.utc = bounds_of(json);
  moment.local = local_of(json);
  moment.resolution = enum_of(json, "resolution", base::Resolution::unknown);
  moment.zone_basis = enum_of(json, "zone_basis", base::ZoneBasis::none);
  moment.date_basis = enum_of(json, "date_basis", base::DateBasis::none);
  moment.zone = text_of(json, "zone");
  moment.written = text_of(json, "written");
  moment.reason = text_of(json, "reason");
  if (const auto rejected = json.find("rejected"); rejected != json.end()) {
    for (const Json& reading : *rejected) {
      moment.rejected.push_back({bounds_of(reading), local_of(reading), text_of(reading, "reason")});
    }
  }
  return moment;
}

}  // namespace

Json moment_to_json(const Moment& moment) {
  Json json = Json::object();
  put_bounds(json, moment);
  if (moment.local) json["local"] = base::format_local(*moment.local);
  json["resolution"] = base::to_string(moment.resolution);
  put(json, "zone", moment.zone);
  json["zone_basis"] = base::to_string(moment.zone_basis);
  json["date_basis"] = base::to_string(moment.date_basis);
  put(json, "written", moment.written);
  put(json, "reason", moment.reason);
  for (const Reading& reading : moment.rejected) json["rejected"].push_back(reading_to_json(reading));
  return json;
}

Moment moment_from_json(const Json& json) {
  try {
    return read_moment(json);
  } catch (const nlohmann::json::exception& problem) {
    throw base::Error(
        fmt::format("a stored time cannot be read: {}; is the database damaged?", problem.what()));
  }
}

Json moment_to_short_json(const Moment& moment) {
  Json json = Json::object();
  put_bounds(json, moment);
  if (moment.local && !moment.utc) json["local"] = base::format_local(*moment.local);
  return json;
}

}  // namespace faultline::model
