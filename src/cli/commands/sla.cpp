// sla: availability and budget per organisation, cluster, service and period.
#include <algorithm>
#include <iostream>

#include "analyze/sla.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/policy_choice.hpp"
#include "cli/sealed_result.hpp"
#include "cli/session.hpp"
#include "cli/sla_computation.hpp"
#include "render/sla_page.hpp"
#include "render/sla_report.hpp"

namespace faultline::cli {

namespace {

class Sla : public Command {
 public:
  void setup(Options& options) override {
    options.value("--period", period_, "PERIOD",
                  "2021-03, 2026-Q2, 2026, A..B, 90d, last-month; default: all that are told of");
    options.value("--organisation", organisation_, "NAME", "only this organisation");
    options.value("--cluster", cluster_, "NAME", "only this cluster");
    options.value("--service", service_, "NAME", "only this service");
    options.value("--ledger", ledger_, "NAME", "evidence that counts",
                  {"declared", "observed", "stated", "fused"});
    options.value("--under", under_, "POLICIES", "count by these, such as statuspage,ec2,github");
    options.flag("--alerts", alerts_, "when burn-rate alerts would have fired");
    options.flag("--fail-on-breach", fail_on_breach_, "exit 1 where an objective is breached");
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    analyze::SlaQuery query;
    query.period = period_;
    query.organisation = known_slug(report, ScopePart::organisation, organisation_);
    query.cluster = known_slug(report, ScopePart::cluster, cluster_);
    query.service = known_slug(report, ScopePart::service, service_);
    query.under = policies_named(session.config(), under_);
    if (!ledger_.empty()) query.ledger = model::parse_ledger(ledger_);
    const bool is_page = session.format() == "html";
    if (alerts_ || is_page) query.burn_rates = analyze::SlaDetail::with;
    if (is_page) query.days = analyze::SlaDetail::with;
    model::SlaResult result = computed_sla(session, store, report, query);
    if (!query.ledger) show_sealed(result, session, store, report, query);
    session.out() << printed(result, session);
    const bool is_breached =
        std::any_of(result.rows.begin(), result.rows.end(),
                    [](const model::SlaRow& row) { return row.verdict == model::SlaRow::Verdict::breached; });
    return fail_on_breach_ && is_breached ? kAnswerNo : kDone;
  }

 private:
  static std::string printed(const model::SlaResult& result, const Session& session) {
    if (session.format() == "json") return render::sla_json(result);
    if (session.format() == "csv") return render::sla_csv(result);
    if (session.format() == "md") return render::sla_markdown(result);
    if (session.format() == "html") return render::sla_page(result);
    return render::sla_text(result, session.style());
  }

  std::string period_, organisation_, cluster_, service_, ledger_, under_;
  bool alerts_ = false, fail_on_breach_ = false;
};

}  // namespace

std::unique_ptr<Command> make_sla() {
  return std::make_unique<Sla>();
}

}  // namespace faultline::cli
