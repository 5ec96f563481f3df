#include "ingest/readers/alert_labels.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace {

constexpr auto kClusterLabels = std::to_array<std::string_view>(
    {"cluster", "cluster_name", "k8s_cluster", "kubernetes_cluster", "environment", "env"});
constexpr auto kServiceLabels = std::to_array<std::string_view>(
    {"service", "service_name", "app", "application", "job", "deployment", "container", "namespace"});
// Jobs of the Prometheus stack that measure others.
constexpr auto kMeasuring =
    std::to_array<std::string_view>({"exporter", "kube-state-metrics", "blackbox", "kubelet", "cadvisor",
                                     "pushgateway", "prometheus", "node"});

bool is_measuring(std::string_view name) {
  return std::any_of(kMeasuring.begin(), kMeasuring.end(), [&](std::string_view word) {
    return word == "node" ? name == word : base::contains_ignoring_case(name, word);
  });
}

std::string_view last_part(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == name.npos ? name : name.substr(slash + 1);
}

}  // namespace

AlertLabels::AlertLabels(const JsonObject& object) {
  for (const auto field : object.raw()) {
    if (!field.value.is_null()) values_.emplace(field.key, object.text(field.key));
  }
}

std::string_view AlertLabels::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

std::string AlertLabels::fingerprint() const {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a, 64 bits
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    hash = (hash ^ 0xffU) * 1099511628211U;
  };
  for (const auto& [name, value] : values_) {
    add(name);
    add(value);
  }
  return fmt::format("{:016x}", hash);
}

std::vector<model::Scope> alert_scopes(const AlertLabels& labels, const ReadOptions& options) {
  model::Scope scope;
  scope.organisation = organisation_name({}, options);
  const auto take = [&](const auto& names, const std::string& given) {
    for (const std::string_view name : names) {
      const std::string_view value = base::trim(last_part(labels.value(name)));
      const bool may_measure = name == "service" || name == "job" || name == "container" || name == "app";
      if (!value.empty() && !(may_measure && is_measuring(value))) return std::string(value);
    }
    return given;
  };
  const std::string cluster = take(kClusterLabels, options.cluster);
  scope.cluster = model::cluster_name(cluster).value_or(model::make_name(cluster));
  scope.service = model::make_name(take(kServiceLabels, options.service));
  if (scope == model::Scope{}) return {};
  return {scope};
}

std::string alert_title(const AlertLabels& labels) {
  const std::string_view name = labels.value("alertname");
  const std::string_view rule = labels.value("rulename");
  if (name.empty()) return "an alert without a name";
  if (!rule.empty() && name.starts_with("Datasource")) return fmt::format("{}: {}", name, rule);
  return std::string(name);
}

std::optional<std::int64_t> parse_alert_duration(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return std::nullopt;
  if (text == "0") return 0;
  constexpr std::int64_t kMost = std::int64_t{100} * 365 * 86400;
  std::int64_t milliseconds = 0;
  while (!text.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
      if (number > kMost) return std::nullopt;
      number = number * 10 + (text[digits] - '0');
    }
    text.remove_prefix(digits);
    struct Unit {
      std::string_view name;
      std::int64_t milliseconds;
    };
    constexpr auto kUnits = std::to_array<Unit>({{"ms", 1},
                                                 {"s", 1000},
                                                 {"m", 60'000},
                                                 {"h", 3'600'000},
                                                 {"d", 86'400'000},
                                                 {"w", 604'800'000},
                                                 {"y", 31'536'000'000}});
    const auto unit =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return text.starts_with(u.name); });
    if (digits == 0 || unit == kUnits.end() || number > kMost / (unit->milliseconds / 1000 + 1)) {
      return std::nullopt;
    }
    milliseconds += number * unit->milliseconds;
    if (milliseconds / 1000 > kMost) return std::nullopt;
    text.remove_prefix(unit->name.size());
  }
  return milliseconds / 1000;
}

}  // namespace faultline::ingest::formats
