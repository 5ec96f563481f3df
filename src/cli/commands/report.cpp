// report: what a team tells of a period, as text, Markdown or a folder of pages.
#include <fmt/format.h>

#include <iostream>

#include "analyze/period_report.hpp"
#include "analyze/statistics.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/output_folder.hpp"
#include "cli/period_option.hpp"
#include "cli/policy_choice.hpp"
#include "cli/sealed_result.hpp"
#include "cli/session.hpp"
#include "cli/sla_computation.hpp"
#include "render/period_report.hpp"

namespace faultline::cli {

namespace {

class Report : public Command {
 public:
  void setup(Options& options) override {
    options.value("--period", period_, "PERIOD", "2026-Q2, 2026-04, 2026, last-month (default last-quarter)");
    options.value("--by", by_, "PART", "a chapter per cluster as well", {"cluster"});
    options.value("--organisation", organisation_, "NAME", "only this organisation");
    options.value("--under", under_, "POLICY", "count availability by this policy");
    options.file("--to", to_, "DIR", "write pages of HTML there: index, incidents, clusters");
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    const std::string asked = period_.empty() ? "last-quarter" : period_;
    const base::Zone zone = base::Zone::find(session.config().policy.zone).value_or(base::Zone::utc());
    analyze::StatisticsQuery statistics;
    statistics.period = parse_period_option(asked, zone, session.now());
    statistics.organisation = known_slug(report, ScopePart::organisation, organisation_);
    analyze::SlaQuery sla;
    sla.period = asked;
    sla.organisation = statistics.organisation;
    sla.under = policies_named(session.config(), under_);
    if (sla.under.size() > 1)
      throw base::Error("a report counts by one policy; sla --under compares several");
    if (!to_.empty()) sla.days = sla.burn_rates = analyze::SlaDetail::with;
    model::SlaResult rows = computed_sla(session, store, report, sla);
    show_sealed(rows, session, store, report, sla);
    const bool by_cluster = !by_.empty() || !to_.empty();
    const model::PeriodReport made =
        analyze::make_period_report(report, analyze::compute_statistics(report, statistics), std::move(rows),
                                    by_cluster ? analyze::Chapters::by_cluster : analyze::Chapters::whole);
    if (to_.empty()) {
      session.out() << (session.format() == "md" ? render::period_report_markdown(made, session.style())
                                                 : render::period_report_text(made, session.style()));
      return kDone;
    }
    OutputFolder folder(to_);
    std::size_t written = 0, unchanged = 0;
    for (const render::SitePage& page : render::period_report_site(made, session.style()))
      ++(folder.put(page.name, page.content) == OutputFolder::Put::written ? written : unchanged);
    session.out() << fmt::format("{}: {} pages written, {} unchanged\n", folder.path_of("index.html"),
                                 written, unchanged);
    return kDone;
  }

 private:
  std::string period_, by_, organisation_, under_, to_;
};

}  // namespace

std::unique_ptr<Command> make_report() {
  return std::make_unique<Report>();
}

}  // namespace faultline::cli
