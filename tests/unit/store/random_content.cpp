#include "random_content.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "base/digest.hpp"

namespace faultline::store_test {

namespace {

// Quotes, separators, a NUL, bytes that are no UTF-8, an emoji: whatever a source may hold.
const std::string kWords[] = {"",          "prod-2",  "Prod 2", "it's \"quoted\"",     "line\nbreak",
                              "tab\there", "ünïcode", "🙂",   std::string("\0x", 2), "\xff\xfe",
                              "%s {} ?1",  "a, b; c"};

std::string text_of(const base::Bounds& bounds) {
  return fmt::format("[{} {} {}]", base::to_micros(bounds.earliest), base::to_micros(bounds.best),
                     base::to_micros(bounds.latest));
}

template <typename Utc, typename Local>
std::string text_of(const Utc& utc, const Local& local) {
  return fmt::format("{}/{}", utc ? text_of(*utc) : "-", local ? local->time_since_epoch().count() : -1);
}

std::string text_of(const base::Moment& moment) {
  std::string text = text_of(moment.utc, moment.local);
  text += fmt::format(" {} {} {} <{}|{}|{}>", static_cast<int>(moment.resolution),
                      static_cast<int>(moment.zone_basis), static_cast<int>(moment.date_basis), moment.zone,
                      moment.written, moment.reason);
  for (const auto& reading : moment.rejected)
    text += " not " + text_of(reading.utc, reading.local) + reading.reason;
  return text;
}

std::string text_of(const std::optional<base::Moment>& moment) {
  return moment ? text_of(*moment) : "none";
}

std::string text_of(const std::vector<model::Scope>& scopes) {
  std::string text;
  for (const auto& scope : scopes) {
    for (const auto* name : {&scope.organisation, &scope.cluster, &scope.service, &scope.group}) {
      text += fmt::format("{}={};", name->slug, name->label);
    }
    text += '|';
  }
  return text;
}

std::string text_of(const model::Location& location) {
  return fmt::format("{}:{}:{}", location.line, location.column, location.pointer);
}

std::string text_of(const std::vector<model::Evidence>& list) {
  std::string text;
  for (const auto& evidence : list) {
    text += fmt::format("({} {} {} {})", evidence.source_digest, evidence.source_name,
                        text_of(evidence.location), evidence.excerpt);
  }
  return text;
}

std::string text_of(const std::vector<model::Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += fmt::format("  finding {} {} {} {}\n", finding.rule, static_cast<int>(finding.severity),
                        finding.message, text_of(finding.evidence));
  }
  return text;
}

template <typename T>
std::string number(const std::optional<T>& value) {
  return value ? fmt::format("{}", static_cast<std::int64_t>(*value)) : "none";
}

}  // namespace

int RandomContent::below(int limit) {
  return static_cast<int>(random_() % static_cast<unsigned>(limit));
}

std::string RandomContent::words(int most) {
  std::string text;
  for (int i = below(most + 1); i > 0; --i) text += kWords[below(static_cast<int>(std::size(kWords)))];
  return text;
}

base::Bounds RandomContent::bounds() {
  const std::int64_t best = 1'600'000'000'000'000 + static_cast<std::int64_t>(random_()) * 1000 + below(1000);
  return {base::from_micros(best - below(100)), base::from_micros(best),
          base::from_micros(best + below(100))};
}

base::Moment RandomContent::moment() {
  base::Moment moment;
  if (coin()) moment.utc = bounds();
  if (coin()) moment.local = base::LocalTime(base::Seconds(below(2'000'000'000)));
  moment.resolution = one_of(base::Resolution::unknown);
  moment.zone_basis = one_of(base::ZoneBasis::none);
  moment.date_basis = one_of(base::DateBasis::none);
  moment.zone = coin() ? "America/New_York" : "";
  moment.written = words(3);
  moment.reason = words(2);
  for (int i = below(6) - 3; i > 0; --i) {
    base::Reading reading;
    if (coin()) reading.utc = bounds();
    if (coin()) reading.local = base::LocalTime(base::Seconds(below(2'000'000'000)));
    reading.reason = "the clock would run backwards";
    moment.rejected.push_back(std::move(reading));
  }
  return moment;
}

std::optional<base::Moment> RandomContent::maybe_moment() {
  if (coin()) return std::nullopt;
  return moment();
}

model::Scope RandomContent::scope() {
  model::Scope scope;
  scope.organisation = model::make_name("Example Works");
  if (coin()) scope.cluster = {"prod-2", coin() ? "Prod 2" : "PROD-2"};
  if (coin()) scope.service = {"search", words(1)};
  if (coin()) scope.group = model::make_name("Platform");
  return scope;
}

std::vector<model::Scope> RandomContent::scopes() {
  std::vector<model::Scope> scopes;
  for (int i = below(4); i > 0; --i) scopes.push_back(scope());
  return scopes;
}

model::Location RandomContent::location() {
  return {below(1000), below(80), coin() ? "/incidents/0" : ""};
}

model::Event RandomContent::event(const std::string& digest, int ordinal) {
  model::Event event;
  event.kind = one_of(model::EventKind::incident);
  event.source_digest = digest;
  event.ordinal = ordinal;
  event.location = location();
  event.when = moment();
  event.until = maybe_moment();
  event.scopes = scopes();
  event.incident_id = words(1);
  event.incident_title = words(2);
  event.part = below(3);
  event.status = one_of(model::PostStatus::completed);
  event.title = words(2);
  event.body = words(8);
  event.update_id = words(1);
  if (coin()) event.edited_at = bounds().best;
  if (coin()) event.level = one_of(model::Level::major_outage);
  if (coin()) event.old_level = one_of(model::Level::major_outage);
  event.note = words(1);
  event.version = words(1);
  event.deploy_kind = words(1);
  event.actor = words(1);
  event.url = words(1);
  return event;
}

model::Claim RandomContent::claim(const std::string& digest, int ordinal) {
  model::Claim claim;
  claim.kind = one_of(model::ClaimKind::follow_up);
  claim.source_digest = digest;
  claim.ordinal = ordinal;
  claim.location = location();
  claim.text = words(4);
  claim.rule = words(2);
  claim.part = below(3);
  claim.event_ordinal = below(4) - 1;
  claim.start = moment();
  claim.end = maybe_moment();
  if (coin()) claim.seconds = below(100'000) - 1000;
  claim.seconds_tolerance = below(900);
  if (coin()) claim.milestone = one_of(model::MilestoneKind::postmortem_published);
  if (coin()) claim.duration_from = one_of(model::MilestoneKind::postmortem_published);
  if (coin()) claim.duration_to = one_of(model::MilestoneKind::postmortem_published);
  claim.state = one_of(model::MilestoneState::unknown);
  claim.level = one_of(model::Level::major_outage);
  claim.scopes = scopes();
  claim.trigger_kind = words(1);
  claim.owner = words(1);
  claim.due = words(1);
  return claim;
}

model::SourceFacts RandomContent::source() {
  model::SourceFacts facts;
  facts.source.digest = base::digest_of(fmt::format("{}", random_()));
  facts.source.name = "folder/" + words(2) + ".txt";
  facts.source.reader = "document";
  facts.source.bytes = below(1'000'000);
  facts.source.title = words(2);
  facts.source.organisation = words(1);
  facts.source.zone = words(1);
  facts.source.records_read = below(100);
  facts.source.records_ignored = below(100);
  for (int i = 0, count = below(8); i < count; ++i) facts.events.push_back(event(facts.source.digest, i));
  for (int i = 0, count = below(6); i < count; ++i) facts.claims.push_back(claim(facts.source.digest, i));
  for (int i = 0, count = below(4); i < count; ++i) {
    facts.diagnostics.push_back({one_of(base::Severity::error), facts.source.name, i + 1, below(80),
                                 coin() ? "/a/b" : "", words(3), words(3)});
  }
  for (int i = 0, count = below(3); i < count; ++i)
    facts.ignored.push_back({fmt::format("reason {}", i), below(9)});
  return facts;
}

std::vector<model::Evidence> RandomContent::evidence(const std::vector<model::Source>& sources) {
  std::vector<model::Evidence> list;
  for (int i = below(3); i > 0; --i) {
    if (sources.empty() || below(5) == 0) {
      list.push_back({"", "faultline.toml", location(), words(2)});
    } else {
      const auto& source = sources[static_cast<std::size_t>(below(static_cast<int>(sources.size())))];
      list.push_back({source.digest, source.name, location(), words(2)});
    }
  }
  return list;
}

std::vector<model::Finding> RandomContent::findings(const std::vector<model::Source>& sources) {
  std::vector<model::Finding> list;
  for (int i = below(3); i > 0; --i) {
    list.push_back(
        {"clock-runs-backwards", one_of(model::FindingSeverity::contradiction), words(3), evidence(sources)});
  }
  return list;
}

model::Incident RandomContent::incident(const std::vector<model::Source>& sources, int number) {
  model::Incident incident;
  incident.id = fmt::format("example-{}-{:04x}", number, below(65536));
  incident.title = words(3);
  incident.description = words(1);
  incident.organisation = model::make_name("Example Works");
  for (int i = below(3); i > 0; --i) incident.external_ids.push_back(words(1));
  incident.is_open = coin();
  incident.grouping = words(2);
  for (const auto& source : sources) {
    if (coin()) incident.source_digests.push_back(source.digest);
  }
  incident.scopes = scopes();
  for (int i = below(4); i > 0; --i) {
    incident.windows.push_back({one_of(model::Ledger::fused), scopes(), one_of(model::Level::major_outage),
                                moment(), maybe_moment(), words(2), evidence(sources)});
  }
  for (int kind = 0; kind < model::kMilestoneCount; ++kind) {
    auto& milestone = incident.milestones[static_cast<std::size_t>(kind)];
    milestone.kind = static_cast<model::MilestoneKind>(kind);
    milestone.state = one_of(model::MilestoneState::unknown);
    milestone.when = maybe_moment();
    milestone.rule = words(2);
    milestone.detail = words(1);
  }
  for (int kind = 0; kind < model::kMetricCount; ++kind) {
    auto& metric = incident.metrics[static_cast<std::size_t>(kind)];
    metric.kind = static_cast<model::MetricKind>(kind);
    metric.state = one_of(model::MetricState::invalid);
    if (coin()) metric.best_seconds = below(10'000) - 100;
    if (coin()) metric.least_seconds = below(10'000);
    if (coin()) metric.most_seconds = below(10'000);
    metric.reason = words(2);
  }
  incident.findings = findings(sources);
  return incident;
}

model::Report RandomContent::report(const std::vector<model::Source>& sources) {
  model::Report report;
  report.now = bounds().best;
  report.sources = sources;
  for (int i = 0, count = below(6); i < count; ++i) report.incidents.push_back(incident(sources, i));
  report.findings = findings(sources);
  return report;
}

std::string text_of(const model::Source& source) {
  return fmt::format("source {} {} {} {} <{}|{}|{}> {} {}\n", source.digest, source.name, source.reader,
                     source.bytes, source.title, source.organisation, source.zone, source.records_read,
                     source.records_ignored);
}

std::string text_of(const model::Event& e) {
  return fmt::format(
      "event {} {} {} {} when {} until {} scopes {} <{}|{}> {} {} <{}|{}|{}> {} {} {} <{}|{}|{}|{}|{}>\n",
      static_cast<int>(e.kind), e.source_digest, e.ordinal, text_of(e.location), text_of(e.when),
      text_of(e.until), text_of(e.scopes), e.incident_id, e.incident_title, e.part,
      static_cast<int>(e.status), e.title, e.body, e.update_id,
      e.edited_at ? base::to_micros(*e.edited_at) : -1, number(e.level), number(e.old_level), e.note,
      e.version, e.deploy_kind, e.actor, e.url);
}

std::string text_of(const model::Claim& c) {
  return fmt::format(
      "claim {} {} {} {} <{}|{}> {} {} start {} end {} {} {} {} {} {} {} {} scopes {} <{}|{}|{}>\n",
      static_cast<int>(c.kind), c.source_digest, c.ordinal, text_of(c.location), c.text, c.rule, c.part,
      c.event_ordinal, text_of(c.start), text_of(c.end), number(c.seconds), c.seconds_tolerance,
      number(c.milestone), number(c.duration_from), number(c.duration_to), static_cast<int>(c.state),
      static_cast<int>(c.level), text_of(c.scopes), c.trigger_kind, c.owner, c.due);
}

std::string text_of(const base::Diagnostic& d) {
  return fmt::format("diagnostic {} {} {}:{} <{}|{}|{}>\n", static_cast<int>(d.severity), d.source, d.line,
                     d.column, d.pointer, d.message, d.excerpt);
}

std::string text_of(const model::Facts& facts) {
  std::string text;
  for (const auto& source : facts.sources) text += text_of(source);
  for (const auto& event : facts.events) text += text_of(event);
  for (const auto& claim : facts.claims) text += text_of(claim);
  return text;
}

std::string text_of(const model::Report& report) {
  std::string text = fmt::format("now {}\n", base::to_micros(report.now));
  for (const auto& source : report.sources) text += text_of(source);
  for (const auto& incident : report.incidents) {
    text += fmt::format("incident {} <{}|{}|{}={}> {} {} {} {} {}\n", incident.id, incident.title,
                        incident.description, incident.organisation.slug, incident.organisation.label,
                        fmt::join(incident.external_ids, ","), incident.is_open, incident.grouping,
                        fmt::join(incident.source_digests, ","), text_of(incident.scopes));
    for (const auto& window : incident.windows) {
      text += fmt::format("  window {} {} {} {} {} {} {}\n", static_cast<int>(window.ledger),
                          text_of(window.scopes), static_cast<int>(window.level), text_of(window.start),
                          text_of(window.end), window.rule, text_of(window.evidence));
    }
    for (const auto& m : incident.milestones) {
      text += fmt::format("  milestone {} {} {} {} {}\n", static_cast<int>(m.kind), static_cast<int>(m.state),
                          text_of(m.when), m.rule, m.detail);
    }
    for (const auto& m : incident.metrics) {
      text += fmt::format("  metric {} {} {} {} {} {}\n", static_cast<int>(m.kind), static_cast<int>(m.state),
                          number(m.best_seconds), number(m.least_seconds), number(m.most_seconds), m.reason);
    }
    text += text_of(incident.findings);
  }
  return text + text_of(report.findings);
}

model::Facts joined(std::vector<model::SourceFacts> sources) {
  std::sort(sources.begin(), sources.end(),
            [](const auto& a, const auto& b) { return a.source.digest < b.source.digest; });
  model::Facts facts;
  for (const auto& source : sources) {
    facts.sources.push_back(source.source);
    facts.events.insert(facts.events.end(), source.events.begin(), source.events.end());
    facts.claims.insert(facts.claims.end(), source.claims.begin(), source.claims.end());
  }
  return facts;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "faultline-store-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace faultline::store_test
