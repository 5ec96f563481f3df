#include "random_content.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <tuple>

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

std::uint64_t bits(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

std::int64_t micros(const std::optional<base::Instant>& instant) {
  return instant ? base::to_micros(*instant) : -1;
}

std::string text_of(const model::ObservedWindow& w) {
  std::string text = fmt::format(
      "  observed {} {} {} start {} end {} recovered {} {:x} {:x} {} {} {:x} {:x} {:x} {:x} {} {} {}",
      text_of(std::vector{w.scope}), static_cast<int>(w.channel), static_cast<int>(w.level), text_of(w.start),
      text_of(w.end), text_of(w.recovered), bits(w.baseline), bits(w.rate), w.requests, w.bad,
      bits(w.expected), bits(w.dispersion), bits(w.threshold), bits(w.peak), base::to_micros(w.alarm), w.rule,
      text_of(w.evidence));
  for (const auto& v : w.versions) {
    text += fmt::format(" version {} {} {} {} {} {}", v.version, v.requests, v.errors, v.requests_before,
                        v.errors_before, micros(v.first_seen));
  }
  for (const auto& m : w.minutes) {
    text += fmt::format(" minute {} {} {} {} {} {:x}", base::to_micros(m.minute), m.is_known, m.requests,
                        m.errors, m.slow, bits(m.expected));
  }
  return text + '\n';
}

std::string text_of(const model::Suspicion& suspicion) {
  std::string text =
      fmt::format("  suspicion {} {} {} {:x}\n", static_cast<int>(suspicion.verdict), suspicion.reason,
                  suspicion.considered, suspicion.base_rate ? bits(*suspicion.base_rate) : 0);
  for (const auto& s : suspicion.suspects) {
    text +=
        fmt::format("    suspect {} <{}|{}|{}|{}> {} {} {} {:x} {:x} {} {}\n", s.is_none, s.title, s.version,
                    s.deploy_kind, s.url, text_of(s.scopes), text_of(s.started), text_of(s.completed),
                    bits(s.score), bits(s.probability), text_of(std::vector{s.evidence}), s.rolled_back_by);
    for (const auto& term : s.terms)
      text += fmt::format("      term {} {:x} {}\n", term.name, bits(term.value), term.reason);
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
  event.outcome = words(1);
  event.fingerprint = words(1);
  if (coin()) event.pending_seconds = below(3600);
  return event;
}

model::Amount RandomContent::amount() {
  model::Amount amount;
  amount.kind = one_of(model::AmountKind::change);
  if (coin()) amount.lowest = below(100'000) - 1000;
  if (coin()) amount.highest = 100'000 + below(100'000);
  if (coin()) amount.total = below(300'000);
  amount.is_hedged = coin();
  amount.noun = words(2);
  amount.unit = words(1);
  amount.written = words(3);
  return amount;
}

model::Claim RandomContent::claim(const std::string& digest, int ordinal) {
  model::Claim claim;
  claim.kind = one_of(model::ClaimKind::told_time);
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
  claim.ticket = words(1);
  if (coin()) claim.action_state = one_of(model::ActionState::done);
  if (coin()) claim.amount = amount();
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
  facts.source.records_rolled_up = below(100);
  facts.source.records_ignored = below(100);
  if (coin()) facts.source.continues = base::digest_of(words(2));
  for (int i = 0, count = below(8); i < count; ++i) facts.events.push_back(event(facts.source.digest, i));
  for (int i = 0, count = below(6); i < count; ++i) facts.claims.push_back(claim(facts.source.digest, i));
  for (int i = 0, count = below(4); i < count; ++i) {
    facts.diagnostics.push_back({one_of(base::Severity::error), facts.source.name, i + 1, below(80),
                                 coin() ? "/a/b" : "", words(3), words(3)});
  }
  for (int i = 0, count = below(3); i < count; ++i)
    facts.ignored.push_back({fmt::format("reason {}", i), below(9)});
  facts.rollups = rollups(facts.source.digest);
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

// Of any size, of both signs, and what no decimal tells exactly.
double RandomContent::real() {
  const double kEdges[] = {0, -0.0, 1.0 / 3, 1e-300, -1e300};
  if (below(4) == 0) return kEdges[below(5)];
  return (below(2'000'001) - 1'000'000) / 977.0;
}

model::RollupMinute RandomContent::minute(base::Instant begin) {
  model::RollupMinute minute;
  minute.minute = begin;
  minute.requests = below(1'000'000);
  minute.errors = below(100);
  if (coin()) minute.slow = below(100);
  for (int i = below(5); i > 0; --i) minute.latency.add(below(model::kLatencyBuckets), 1 + below(100'000));
  if (coin()) {
    minute.first_error = {begin + std::chrono::microseconds(below(60'000'000)), location(), words(3)};
    minute.last_error = begin + std::chrono::microseconds(below(60'000'000));
  }
  return minute;
}

model::SourceRollups RandomContent::rollups(const std::string& digest) {
  model::SourceRollups rollups;
  rollups.source_digest = digest;
  for (int i = below(4); i > 0; --i) {
    model::RollupStream stream;
    stream.scope = scope();
    stream.version = fmt::format("v{}", below(50));
    base::Instant begin = base::from_micros((28'000'000 + std::int64_t{below(100'000)}) * 60'000'000);
    for (int k = below(6); k > 0; --k) {
      stream.minutes.push_back(minute(begin));
      begin += std::chrono::minutes(1 + below(3));
    }
    const bool is_new = std::none_of(rollups.streams.begin(), rollups.streams.end(), [&](const auto& other) {
      return other.scope == stream.scope && other.version == stream.version;
    });
    if (is_new) rollups.streams.push_back(std::move(stream));
  }
  std::sort(rollups.streams.begin(), rollups.streams.end(), [](const auto& a, const auto& b) {
    return std::tie(a.scope, a.version) < std::tie(b.scope, b.version);
  });
  if (!rollups.streams.empty()) rollups.lines = below(1'000'000);
  return rollups;
}

model::Annotation RandomContent::annotation() {
  model::Annotation annotation;
  annotation.kind = one_of(model::AnnotationKind::undo);
  annotation.incident_id = words(2);
  for (int i = below(3); i > 0; --i) annotation.anchors.push_back(words(2));
  for (int i = below(3); i > 0; --i) annotation.others.push_back(words(2));
  if (coin()) annotation.milestone = one_of(model::MilestoneKind::postmortem_published);
  annotation.when = maybe_moment();
  annotation.scopes = scopes();
  annotation.level = one_of(model::Level::major_outage);
  annotation.text = words(3);
  annotation.undoes = words(1);
  annotation.reason = words(3);
  annotation.author = words(1);
  annotation.made_at = base::from_micros(1'700'000'000'000'000 + below(4));  // some at the same time
  annotation.id = fmt::format("a-{:08x}", random_());
  return annotation;
}

model::ObservedWindow RandomContent::observed_window(const std::vector<model::Source>& sources) {
  model::ObservedWindow w;
  w.scope = scope();
  w.channel = one_of(model::Channel::latency);
  w.level = one_of(model::Level::major_outage);
  w.start = moment();
  w.end = maybe_moment();
  w.recovered = maybe_moment();
  for (double* figure : {&w.baseline, &w.rate, &w.expected, &w.dispersion, &w.threshold, &w.peak})
    *figure = real();
  w.requests = below(1'000'000);
  w.bad = below(1'000);
  w.alarm = bounds().best;
  w.rule = words(3);
  w.evidence = evidence(sources);
  for (int i = below(3); i > 0; --i) {
    w.versions.push_back({words(1), below(100), below(100), below(100), below(100), std::nullopt});
    if (coin()) w.versions.back().first_seen = bounds().best;
  }
  for (int i = below(4); i > 0; --i)
    w.minutes.push_back({bounds().best, coin(), below(100), below(100), below(100), real()});
  return w;
}

model::Observations RandomContent::observations(const std::vector<model::Source>& sources) {
  model::Observations observations;
  for (int i = below(4); i > 0; --i) {
    model::ObservedStream stream;
    stream.scope = scope();
    stream.first = bounds().best;
    stream.last = bounds().best;
    stream.known_minutes = below(1000);
    stream.unknown_minutes = below(1000);
    stream.requests = below(1'000'000);
    stream.errors = below(1000);
    for (int k = below(3); k > 0; --k) stream.unknown.emplace_back(bounds().earliest, bounds().latest);
    for (const auto& source : sources) stream.source_digests.push_back(source.digest);
    observations.streams.push_back(std::move(stream));
  }
  for (int i = below(4); i > 0; --i) observations.windows.push_back(observed_window(sources));
  observations.threshold = real();
  observations.allowed_false_alarms = real();
  return observations;
}

model::Suspicion RandomContent::suspicion(const std::vector<model::Source>& sources) {
  model::Suspicion suspicion;
  suspicion.verdict = one_of(model::Suspicion::Verdict::none);
  suspicion.reason = words(3);
  suspicion.considered = below(1000);
  if (coin()) suspicion.base_rate = real();
  for (int i = below(4); i > 0; --i) {
    model::Suspect suspect;
    suspect.is_none = coin();
    suspect.title = words(2);
    suspect.version = words(1);
    suspect.deploy_kind = words(1);
    suspect.url = words(1);
    suspect.scopes = scopes();
    suspect.started = moment();
    suspect.completed = maybe_moment();
    for (int k = below(4); k > 0; --k) suspect.terms.push_back({words(1), real(), words(2)});
    suspect.score = real();
    suspect.probability = real();
    const auto lines = evidence(sources);
    if (!lines.empty()) suspect.evidence = lines.front();
    suspect.rolled_back_by = words(1);
    suspicion.suspects.push_back(std::move(suspect));
  }
  return suspicion;
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
  for (int i = below(3); i > 0; --i) incident.observed.push_back(observed_window(sources));
  incident.trigger = suspicion(sources);
  incident.mitigation = suspicion(sources);
  incident.cause = words(3);
  for (int i = below(3); i > 0; --i)
    incident.corrections.push_back({words(1), words(3), words(2), words(1), bounds().best});
  for (int i = below(3); i > 0; --i) incident.anchors.push_back(words(2));
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
  return fmt::format("source {} {} {} {} <{}|{}|{}> {} {} {} <{}>\n", source.digest, source.name,
                     source.reader, source.bytes, source.title, source.organisation, source.zone,
                     source.records_read, source.records_rolled_up, source.records_ignored, source.continues);
}

std::string text_of(const model::Event& e) {
  return fmt::format(
      "event {} {} {} {} when {} until {} scopes {} <{}|{}> {} {} <{}|{}|{}> {} {} {} <{}|{}|{}|{}|{}|{}|{}> "
      "{}\n",
      static_cast<int>(e.kind), e.source_digest, e.ordinal, text_of(e.location), text_of(e.when),
      text_of(e.until), text_of(e.scopes), e.incident_id, e.incident_title, e.part,
      static_cast<int>(e.status), e.title, e.body, e.update_id,
      e.edited_at ? base::to_micros(*e.edited_at) : -1, number(e.level), number(e.old_level), e.note,
      e.version, e.deploy_kind, e.actor, e.url, e.outcome, e.fingerprint, number(e.pending_seconds));
}

std::string text_of(const model::Amount& a) {
  return fmt::format(" amount {} {} {} {} {} <{}|{}|{}>", static_cast<int>(a.kind), number(a.lowest),
                     number(a.highest), number(a.total), a.is_hedged, a.noun, a.unit, a.written);
}

std::string text_of(const model::Claim& c) {
  return fmt::format(
      "claim {} {} {} {} <{}|{}> {} {} start {} end {} {} {} {} {} {} {} {} scopes {} <{}|{}|{}|{}> {}{}\n",
      static_cast<int>(c.kind), c.source_digest, c.ordinal, text_of(c.location), c.text, c.rule, c.part,
      c.event_ordinal, text_of(c.start), text_of(c.end), number(c.seconds), c.seconds_tolerance,
      number(c.milestone), number(c.duration_from), number(c.duration_to), static_cast<int>(c.state),
      static_cast<int>(c.level), text_of(c.scopes), c.trigger_kind, c.owner, c.due, c.ticket,
      number(c.action_state), c.amount ? text_of(*c.amount) : "");
}

std::string text_of(const base::Diagnostic& d) {
  return fmt::format("diagnostic {} {} {}:{} <{}|{}|{}>\n", static_cast<int>(d.severity), d.source, d.line,
                     d.column, d.pointer, d.message, d.excerpt);
}

std::string text_of(const model::Annotation& a) {
  return fmt::format("annotation {} {} {} <{}> <{}> {} {} {} {} <{}|{}|{}|{}> {}\n", a.id,
                     static_cast<int>(a.kind), a.incident_id, fmt::join(a.anchors, ";"),
                     fmt::join(a.others, ";"), number(a.milestone), text_of(a.when), text_of(a.scopes),
                     static_cast<int>(a.level), a.text, a.undoes, a.reason, a.author,
                     base::to_micros(a.made_at));
}

std::string text_of(const model::Rollups& rollups) {
  std::string text;
  for (const auto& source : rollups.sources) text += text_of(source);
  for (const auto& source : rollups.rollups) {
    text += fmt::format("rollups {} {}\n", source.source_digest, source.lines);
    for (const auto& stream : source.streams) {
      text += fmt::format("  stream {} {}\n", text_of(std::vector{stream.scope}), stream.version);
      for (const auto& m : stream.minutes) {
        text +=
            fmt::format("    {} {} {} {}", base::to_micros(m.minute), m.requests, m.errors, number(m.slow));
        for (const auto& [bucket, requests] : m.latency.counts)
          text += fmt::format(" {}:{}", bucket, requests);
        if (m.first_error) {
          text += fmt::format(" first {} {} {}", base::to_micros(m.first_error->at),
                              text_of(m.first_error->location), m.first_error->text);
        }
        text += fmt::format(" last {}\n", micros(m.last_error));
      }
    }
  }
  return text;
}

std::string text_of(const model::Observations& observations) {
  std::string text = fmt::format("observations {:x} {:x}\n", bits(observations.threshold),
                                 bits(observations.allowed_false_alarms));
  for (const auto& s : observations.streams) {
    text += fmt::format("  stream {} {} {} {} {} {} {} <{}>", text_of(std::vector{s.scope}),
                        base::to_micros(s.first), base::to_micros(s.last), s.known_minutes, s.unknown_minutes,
                        s.requests, s.errors, fmt::join(s.source_digests, ","));
    for (const auto& [from, to] : s.unknown)
      text += fmt::format(" {}..{}", base::to_micros(from), base::to_micros(to));
    text += '\n';
  }
  for (const auto& window : observations.windows) text += text_of(window);
  return text;
}

std::string text_of(const model::Facts& facts) {
  std::string text;
  for (const auto& source : facts.sources) text += text_of(source);
  for (const auto& event : facts.events) text += text_of(event);
  for (const auto& claim : facts.claims) text += text_of(claim);
  for (const auto& annotation : facts.annotations) text += text_of(annotation);
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
    for (const auto& window : incident.observed) text += text_of(window);
    text += text_of(incident.trigger) + text_of(incident.mitigation);
    text += fmt::format("  cause {} anchors {}\n", incident.cause, fmt::join(incident.anchors, ";"));
    for (const auto& c : incident.corrections) {
      text += fmt::format("  correction {} {} {} {} {}\n", c.annotation_id, c.what, c.reason, c.author,
                          base::to_micros(c.made_at));
    }
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

model::Rollups joined_rollups(std::vector<model::SourceFacts> sources) {
  std::sort(sources.begin(), sources.end(),
            [](const auto& a, const auto& b) { return a.source.digest < b.source.digest; });
  model::Rollups rollups;
  for (const auto& source : sources) {
    if (source.rollups.streams.empty() && source.rollups.lines == 0) continue;
    rollups.sources.push_back(source.source);
    rollups.rollups.push_back(source.rollups);
  }
  return rollups;
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
