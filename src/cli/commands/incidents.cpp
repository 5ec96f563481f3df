// incidents: the list, newest first.
#include <fmt/format.h>

#include <charconv>
#include <iostream>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/session.hpp"
#include "render/incidents_report.hpp"

namespace faultline::cli {

namespace {

// "30d" before now, or a time.
base::Instant since_of(const std::string& text, base::Instant now) {
  int days = 0;
  const char* const end = text.data() + text.size() - 1;
  if (text.size() > 1 && text.back() == 'd' && std::from_chars(text.data(), end, days).ptr == end &&
      days > 0) {
    return now - std::chrono::hours(24) * days;
  }
  return parse_time_option("--since", text);
}

class Incidents : public Command {
 public:
  void setup(Options& options) override {
    options.flag("--open", is_open_only_, "only incidents that are not over");
    options.value("--organisation", organisation_, "NAME", "only this organisation's");
    options.value("--since", since_, "TIME", "only those that began at or after it; 30d = the last 30 days");
  }

  int run(Session& session) override {
    const model::Report report = report_of(session);
    const std::string organisation = known_slug(report, ScopePart::organisation, organisation_);
    std::optional<base::Instant> since;
    if (!since_.empty()) since = since_of(since_, session.now());

    render::Incidents listed;
    for (const model::Incident& incident : report.incidents) {
      const auto start = start_of(incident);
      if (is_open_only_ && !incident.is_open) continue;
      if (!organisation.empty() && incident.organisation.slug != organisation) continue;
      if (since && (!start || *start < *since)) continue;
      listed.push_back(&incident);
    }
    print(listed, session);
    return kDone;
  }

 private:
  // The derived rows where they are of these facts, config and program; else analysed anew.
  static model::Report report_of(Session& session) {
    const store::Store store = session.open_store(store::OpenMode::read);
    if (auto derived = store.load_derived(session.derived_key(store))) return std::move(*derived);
    return session.analyzed(store);
  }

  static void print(const render::Incidents& listed, Session& session) {
    if (session.format() == "json") {
      session.out() << render::incidents_json(listed);
    } else if (session.format() == "csv") {
      session.out() << render::to_csv(render::incidents_table(listed, session.style()));
    } else if (session.format() == "md") {
      session.out() << render::to_markdown(render::incidents_table(listed, session.style()));
    } else if (listed.empty()) {
      session.out() << "no incidents\n";
    } else {
      session.out() << render::incidents_text(listed, session.style());
    }
  }

  bool is_open_only_ = false;
  std::string organisation_, since_;
};

}  // namespace

std::unique_ptr<Command> make_incidents() {
  return std::make_unique<Incidents>();
}

}  // namespace faultline::cli
