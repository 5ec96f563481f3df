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
}

model::SourceFacts Reading::read(const ingest::Input& input) const {
  return ingest::read_input(input, options_, forced_);
}

}  // namespace faultline::cli
