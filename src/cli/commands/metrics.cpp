// metrics: statistics of how long incidents took over a period.
#include <iostream>

#include "analyze/statistics.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/period_option.hpp"
#include "cli/session.hpp"
#include "render/metrics_page.hpp"
#include "render/metrics_report.hpp"

namespace faultline::cli {

namespace {

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (int i = 0; i < model::kMetricCount; ++i)
    names.emplace_back(model::to_string(static_cast<model::MetricKind>(i)));
  return names;
}

class Metrics : public Command {
 public:
  void setup(Options& options) override {
    options.value("--period", period_, "PERIOD", "2026, 2026-Q2, 2026-01..2026-03, last-month; default: all");
    options.value("--by", by_, "PART", "groups: cluster, service, cause", {"cluster", "service", "cause"});
    options.value("--metric", metric_, "NAME", "only this one, as docs/metrics.md names it", metric_names());
    options.value("--preset", preset_, "NAME", "also as a vendor counts", analyze::preset_names());
    options.value("--organisation", organisation_, "NAME", "only this organisation");
    options.value("--cluster", cluster_, "NAME", "only this cluster");
    options.value("--service", service_, "NAME", "only this service");
    options.value("--cause", cause_, "TEXT", "only where the cause has this text");
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    analyze::StatisticsQuery query;
    query.period = parse_period_option(period_, zone_of(session), session.now());
    query.organisation = known_slug(report, ScopePart::organisation, organisation_);
    query.cluster = known_slug(report, ScopePart::cluster, cluster_);
    query.service = known_slug(report, ScopePart::service, service_);
    query.cause = cause_;
    if (const auto kind = model::parse_metric_kind(metric_); kind && !metric_.empty())
      query.metrics = {*kind};
    if (const auto grouping = model::parse_statistics_grouping(by_)) query.grouping = *grouping;
    query.preset = preset_;
    if (!preset_.empty()) query.deployments = analyze::finished_deployments(store.load_facts());
    session.out() << printed(analyze::compute_statistics(report, query), session);
    return kDone;
  }

 private:
  // --tz where it is given, else the policy's.
  static base::Zone zone_of(Session& session) {
    const base::Zone& shown = session.style().zone;
    return shown.name() != "UTC" ? shown
                                 : base::Zone::find(session.config().policy.zone).value_or(base::Zone::utc());
  }

  static std::string printed(const model::Statistics& statistics, const Session& session) {
    if (session.format() == "json") return render::metrics_json(statistics);
    if (session.format() == "csv") return render::metrics_csv(statistics);
    if (session.format() == "md") return render::metrics_markdown(statistics);
    if (session.format() == "html") return render::metrics_html(statistics, session.style());
    return render::metrics_text(statistics, session.style());
  }

  std::string period_, by_, metric_, preset_, organisation_, cluster_, service_, cause_;
};

}  // namespace

std::unique_ptr<Command> make_metrics() {
  return std::make_unique<Metrics>();
}

}  // namespace faultline::cli
