#include "cli/export_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/sla.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/policy_choice.hpp"
#include "cli/sealed_result.hpp"
#include "cli/sla_computation.hpp"
#include "render/sla_document.hpp"
#include "render/sla_openmetrics.hpp"
#include "render/sla_page.hpp"
#include "render/sla_report.hpp"
#include "render/sla_xlsx.hpp"

namespace faultline::cli {

namespace {

using Renderer = std::string (*)(const model::SlaResult& result);

struct Format {
  const char* name;
  const char* extension;
  Renderer renderer;  // null: a file of its own kind
};

// The order is that of writing: the metrics last, so that a fresh time of theirs says that all is done.
constexpr Format kFormats[] = {
    {"csv", "csv", render::sla_csv},    {"json", "json", render::sla_json},
    {"xlsx", "xlsx", nullptr},          {"md", "md", render::sla_document},
    {"html", "html", render::sla_page}, {"openmetrics", "prom", render::sla_openmetrics},
};

constexpr std::size_t kLongestPart = 60;

const Format& format_named(const std::string& name) {
  return *std::find_if(std::begin(kFormats), std::end(kFormats),
                       [&](const Format& format) { return name == format.name; });
}

// Safe as part of a file's name; two different texts never become one.
std::string name_part(const std::string& text) {
  std::string part;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '-' || c == '_' || c == '.';
    part += is_plain ? c : '-';
  }
  if (part == text && part.size() <= kLongestPart) return part;
  return part.substr(0, kLongestPart) + '-' + base::digest_of(text).substr(0, 8);
}

}  // namespace

const std::vector<std::string>& export_formats() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Format& format : kFormats) names.emplace_back(format.name);
    return names;
  }();
  return kNames;
}

std::string file_name(const ExportQuery& query, const std::string& format) {
  const Format& row = format_named(format);
  const bool is_metrics = format == "openmetrics";
  std::string name = is_metrics ? "faultline_sla" : "sla-" + name_part(query.period);
  if (!query.with_services) name += "-by-cluster";
  if (!query.with_clusters) name += "-by-service";
  if (!query.organisation.empty()) name += "-organisation-" + name_part(query.organisation);
  if (!query.cluster.empty()) name += "-cluster-" + name_part(query.cluster);
  if (!query.service.empty()) name += "-service-" + name_part(query.service);
  for (const std::string& policy : query.policies) name += "-under-" + name_part(policy);
  return name + '.' + row.extension;
}

Owed owed_formats(const std::vector<std::string>& formats, bool is_latest,
                  const std::function<bool(const std::string& format)>& has) {
  Owed owed;
  owed.there = formats;
  const bool has_metrics = std::erase(owed.there, "openmetrics") > 0 && is_latest;
  if (!std::all_of(owed.there.begin(), owed.there.end(), has)) owed.wanted.swap(owed.there);
  if (has_metrics) owed.wanted.emplace_back("openmetrics");
  return owed;
}

model::SlaResult exported_rows(Session& session, const store::Store& store, const model::Report& report,
                               const ExportQuery& query) {
  analyze::SlaQuery asked;
  asked.period = query.period;
  asked.organisation = query.organisation;
  asked.cluster = query.cluster;
  asked.service = query.service;
  for (const std::string& name : query.policies) asked.under.push_back(policy_named(session.config(), name));
  asked.days = analyze::SlaDetail::with;
  asked.burn_rates = analyze::SlaDetail::with;
  model::SlaResult result = computed_sla(session, store, report, asked);
  show_sealed(result, session, store, report, asked);
  std::erase_if(result.rows, [&](const model::SlaRow& row) {
    return row.scope.service.is_known() ? !query.with_services : !query.with_clusters;
  });
  return result;
}

std::vector<base::Zone> zones_of(const model::Config& config, const std::vector<std::string>& policies) {
  std::vector<base::Zone> zones;
  for (const std::string& name : policies.empty() ? std::vector<std::string>{config.policy.name} : policies) {
    const model::Policy policy = policy_named(config, name);
    const auto zone = base::Zone::find(policy.zone);
    if (!zone) throw base::Error(fmt::format("policy '{}': no zone '{}'", policy.name, policy.zone));
    zones.push_back(*zone);
  }
  return zones;
}

OutputFolder::Put write_export(OutputFolder& folder, const std::string& name, const std::string& format,
                               const model::SlaResult& result) {
  const Renderer renderer = format_named(format).renderer;
  if (renderer != nullptr) return folder.put(name, renderer(result));
  return folder.put(
      name, FileMaker([&](const std::string& temporary) { render::write_sla_xlsx(result, temporary); }));
}

}  // namespace faultline::cli
