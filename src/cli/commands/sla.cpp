// sla: availability and budget per organisation, cluster, service and month.
#include <iostream>

#include "analyze/sla.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/sealed_result.hpp"
#include "cli/session.hpp"
#include "render/sla_report.hpp"

namespace faultline::cli {

namespace {

class Sla : public Command {
 public:
  void setup(Options& options) override {
    options.value("--period", period_, "MONTH",
                  "2021-03 or 2021-03..2021-05; default: every month with a window");
    options.value("--organisation", organisation_, "NAME", "only this organisation");
    options.value("--cluster", cluster_, "NAME", "only this cluster");
    options.value("--service", service_, "NAME", "only this service");
    options.value("--ledger", ledger_, "NAME", "evidence that counts",
                  {"declared", "observed", "stated", "fused"});
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    analyze::SlaQuery query;
    query.period = period_;
    query.organisation = known_slug(report, ScopePart::organisation, organisation_);
    query.cluster = known_slug(report, ScopePart::cluster, cluster_);
    query.service = known_slug(report, ScopePart::service, service_);
    if (!ledger_.empty()) query.ledger = model::parse_ledger(ledger_);
    model::SlaResult result = analyze::compute_sla(report, session.config(), query, session.now());
    if (!query.ledger) show_sealed(result, session, store, report, query);
    session.out() << printed(result, session);
    return kDone;
  }

 private:
  static std::string printed(const model::SlaResult& result, const Session& session) {
    if (session.format() == "json") return render::sla_json(result);
    if (session.format() == "csv") return render::sla_csv(result);
    if (session.format() == "md") return render::sla_markdown(result);
    return render::sla_text(result, session.style());
  }

  std::string period_, organisation_, cluster_, service_, ledger_;
};

}  // namespace

std::unique_ptr<Command> make_sla() {
  return std::make_unique<Sla>();
}

}  // namespace faultline::cli
