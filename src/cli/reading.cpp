#include "cli/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

// The zone of the organisation the user names, else the general one.
std::string zone_of(const model::Config& config, const std::string& organisation) {
  const std::string slug = base::slug(organisation);
  for (const model::OrganisationConfig& known : config.organisations) {
    const bool is_named =
        !slug.empty() && (base::slug(known.name) == slug ||
                          std::any_of(known.aliases.begin(), known.aliases.end(),
                                      [&](const auto& alias) { return base::slug(alias) == slug; }));
    if (is_named && !known.zone.empty()) return known.zone;
  }
  return config.zone;
}

}  // namespace

void ReadingOptions::setup(Options& options) {
  options.value("--as", as, "READER", "read as this format instead of recognising it; see formats");
  options.value("--published", published, "DATE", "fills a year that the text does not give");
  options.value("--zone", zone, "ZONE", "the clock of times whose zone the text does not give");
  options.value("--organisation", organisation, "NAME", "whose it is, where the text does not say");
  options.value("--cluster", cluster, "NAME", "the cluster of log lines that name none");
  options.value("--service", service, "NAME", "the service of log lines that name none");
}

Reading::Reading(const ReadingOptions& options, const model::Config& config) {
  if (!options.as.empty()) forced_ = &ingest::reader_named(options.as);
  if (!options.published.empty()) {
    const auto local = base::parse_local(options.published);
    if (!local)
      throw base::Error(fmt::format("--published '{}' is no date; write 2026-03-01", options.published));
    options_.published = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*local));
  }
  if (!options.zone.empty()) options_.zone = parse_zone_option("--zone", options.zone).name();
  options_.config_zone = zone_of(config, options.organisation);
  options_.organisation = options.organisation;
  options_.cluster = options.cluster;
  options_.service = options.service;
  options_.logs = config.logs;
  options_.alerts = config.alerts;
  if (!config.words.empty()) {
    words_ = std::make_unique<const ingest::prose::Vocabulary>(ingest::prose::vocabulary_with(config.words));
    options_.vocabulary = words_.get();
  }
}

int Reading::read_all(std::span<const std::string> paths, Session& session, Progress& progress,
                      const std::function<void(ingest::ReadSource&&)>& each) {
  const int failed = ingest::for_each_input(
      paths, session.in(),
      [&](const base::Diagnostic& diagnostic) {
        progress.wipe();
        session.err() << base::format_diagnostic(diagnostic);
      },
      [&](ingest::Content& content) {
        auto source = ingest::read_content(content, options_, forced_, known, known_files);
        if (source) each(std::move(*source));
      },
      [&](const std::string& name, std::size_t bytes) {
        progress.add(name, static_cast<std::int64_t>(bytes));
      });
  progress.wipe();
  return failed;
}

}  // namespace faultline::cli
