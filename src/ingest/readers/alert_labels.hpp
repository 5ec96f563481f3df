// The labels (or annotations) of one alert, and what they say: scope, title, identity.
//
// Labels name the scope under many words; the first of a list that is there counts:
//   cluster: cluster, cluster_name, k8s_cluster, kubernetes_cluster, environment, env
//   service: service, service_name, app, application, job, deployment, container, namespace
// A `service` or `job` that is an exporter's ("node-exporter", "kube-state-metrics") names what measured, not
// what broke, and is passed over; of "checkout/api" the last part is taken.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/reader.hpp"
#include "ingest/readers/json_fields.hpp"

namespace faultline::ingest::formats {

class AlertLabels {
 public:
  AlertLabels() = default;
  explicit AlertLabels(const JsonObject& object);  // values that are no strings are told and left out

  std::string_view value(std::string_view name) const;  // empty where absent
  // As Prometheus makes it (common/model/signature.go): FNV-1a over the sorted names and values, each closed
  // by the byte 0xff; in 16 hex digits.
  std::string fingerprint() const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

std::vector<model::Scope> alert_scopes(const AlertLabels& labels, const ReadOptions& options);

// The alert's name; Grafana's "DatasourceNoData" together with its rule.
std::string alert_title(const AlertLabels& labels);

// Prometheus' durations: "10m", "1h30m", "0", "500ms" (0 seconds). Absent where it is none.
std::optional<std::int64_t> parse_alert_duration(std::string_view text);

}  // namespace faultline::ingest::formats
