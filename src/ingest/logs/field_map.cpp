#include "ingest/logs/field_map.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace faultline::ingest::logs {

namespace {

using Names = std::span<const std::string_view>;

// Sources: zap, logrus, pino, bunyan, slog, python-json-logger and Serilog by their defaults; the Elastic
// Common Schema; OpenTelemetry's semantic conventions, old and new; what Fluent Bit adds for Kubernetes;
// Google Cloud.
constexpr std::string_view kTime[] = {"time",    "@timestamp", "timestamp", "ts", "datetime",
                                      "asctime", "date",       "Timestamp", "@t", "t"};
constexpr std::string_view kCluster[] = {"cluster",
                                         "k8s.cluster.name",
                                         "kubernetes.cluster",
                                         "kubernetes.cluster.name",
                                         "kubernetes.cluster_name",
                                         "orchestrator.cluster.name",
                                         "cluster.name",
                                         "cluster_name",
                                         "resource.k8s.cluster.name"};
constexpr std::string_view kService[] = {"service",
                                         "service.name",
                                         "service_name",
                                         "serviceName",
                                         "app",
                                         "application",
                                         "app_name",
                                         "resource.service.name",
                                         "kubernetes.labels.app.kubernetes.io/name",
                                         "kubernetes.labels.app",
                                         "kubernetes.container_name",
                                         "kubernetes.container.name"};
constexpr std::string_view kProgram[] = {"name"};
constexpr std::string_view kVersion[] = {"version",
                                         "service.version",
                                         "service_version",
                                         "app_version",
                                         "release",
                                         "resource.service.version",
                                         "kubernetes.labels.app.kubernetes.io/version",
                                         "kubernetes.labels.version"};
constexpr std::string_view kStatus[] = {"status",
                                        "http.status_code",
                                        "http.response.status_code",
                                        "status_code",
                                        "statusCode",
                                        "http_status",
                                        "http.status",
                                        "res.statusCode",
                                        "response.status",
                                        "response_code",
                                        "httpRequest.status",
                                        "attributes.http.response.status_code",
                                        "attributes.http.status_code"};
constexpr std::string_view kLevel[] = {"level",     "severity", "lvl",           "log.level", "levelname",
                                       "log_level", "loglevel", "severity_text", "Level",     "@l"};
constexpr std::string_view kLatency[] = {
    "duration",     "latency",          "elapsed",      "response_time",  "took",
    "responseTime", "request_duration", "request_time", "event.duration", "httpRequest.latency"};
constexpr std::string_view kPath[] = {
    "path", "url.path",     "http.path", "http.target", "request_uri",           "request.uri",
    "uri",  "request.path", "req.url",   "url",         "httpRequest.requestUrl"};
constexpr std::string_view kMessage[] = {"message", "msg", "event", "@m", "@mt", "short_message"};

constexpr UnitEnding kEndings[] = {{"_ms", LatencyUnit::millisecond},
                                   {"_millis", LatencyUnit::millisecond},
                                   {"_milliseconds", LatencyUnit::millisecond},
                                   {"Ms", LatencyUnit::millisecond},
                                   {"Millis", LatencyUnit::millisecond},
                                   {"_us", LatencyUnit::microsecond},
                                   {"_micros", LatencyUnit::microsecond},
                                   {"_microseconds", LatencyUnit::microsecond},
                                   {"_ns", LatencyUnit::nanosecond},
                                   {"_nanos", LatencyUnit::nanosecond},
                                   {"_nanoseconds", LatencyUnit::nanosecond},
                                   {"_s", LatencyUnit::second},
                                   {"_sec", LatencyUnit::second},
                                   {"_secs", LatencyUnit::second},
                                   {"_seconds", LatencyUnit::second},
                                   {"Seconds", LatencyUnit::second}};

// nginx's variable is in seconds, ECS has nanoseconds; pino-http's and Google's need no word.
std::optional<LatencyUnit> unit_of(std::string_view name) {
  if (name == "request_time") return LatencyUnit::second;
  if (name == "event.duration") return LatencyUnit::nanosecond;
  if (name == "responseTime") return LatencyUnit::millisecond;
  for (const UnitEnding& known : kEndings) {
    if (name.ends_with(known.ending)) return known.unit;
  }
  return std::nullopt;
}

}  // namespace

Names usual_spellings(Part part) {
  switch (part) {
    case Part::time:
      return kTime;
    case Part::cluster:
      return kCluster;
    case Part::service:
      return kService;
    case Part::program:
      return kProgram;
    case Part::version:
      return kVersion;
    case Part::status:
      return kStatus;
    case Part::level:
      return kLevel;
    case Part::latency:
      return kLatency;
    case Part::path:
      return kPath;
    case Part::message:
      return kMessage;
  }
  return {};
}

std::span<const UnitEnding> unit_endings() {
  return kEndings;
}

FieldMap::FieldMap(const model::LogConfig& config) {
  const LatencyUnit unit = parse_latency_unit(config.latency_unit).value_or(LatencyUnit::millisecond);
  const auto configured = [&](Part part) -> const std::vector<std::string>* {
    switch (part) {
      case Part::time:
        return &config.fields.time;
      case Part::cluster:
        return &config.fields.cluster;
      case Part::service:
        return &config.fields.service;
      case Part::version:
        return &config.fields.version;
      case Part::status:
        return &config.fields.status;
      case Part::level:
        return &config.fields.level;
      case Part::latency:
        return &config.fields.latency;
      case Part::message:
        return &config.fields.message;
      default:
        return nullptr;
    }
  };
  for (std::size_t i = 0; i < kParts; ++i) {
    const auto part = static_cast<Part>(i);
    int rank = 0;
    if (const auto* names = configured(part)) {
      for (const std::string& name : *names) add(name, {part, rank++, unit_of(name).value_or(unit)});
    }
    for (const std::string_view name : usual_spellings(part)) {
      add(name, {part, rank++, unit_of(name).value_or(unit)});
      if (part != Part::latency) continue;
      for (const UnitEnding& known : kEndings)
        add(std::string(name) + std::string(known.ending), {part, rank++, known.unit});
    }
  }
}

void FieldMap::add(std::string_view name, Use use) {
  for (auto dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1)) {
    entries_[std::string(name.substr(0, dot))].is_prefix = true;
  }
  Entry& entry = entries_[std::string(name)];
  entry.name = name;
  const auto is_same = [&](const Use& known) { return known.part == use.part; };
  if (std::none_of(entry.uses.begin(), entry.uses.end(), is_same)) entry.uses.push_back(use);
}

const FieldMap::Entry* FieldMap::find(std::string_view name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace faultline::ingest::logs
