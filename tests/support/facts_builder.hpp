// FactsBuilder: facts in a few words, for tests of analyze. Times are "2024-05-06T10:02Z" (a printed minute),
// "...:41.142Z" (an API's exact stamp), "2024-05-06" (a whole UTC day) or "" (unplaced).
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analyze.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "model/facts.hpp"

namespace faultline::support {

inline base::Instant at(std::string_view text) {
  std::string full(text);
  if (full.size() == 17) full.insert(16, ":00");  // "2024-05-06T10:02Z"
  const auto instant = base::parse_rfc3339(full);
  if (!instant) throw std::runtime_error("no time: " + full);
  return *instant;
}

inline base::Moment moment(std::string_view text) {
  base::Moment moment;
  moment.written = text;
  if (text.empty()) return moment;
  if (text.size() == 10) {
    const base::Instant day = at(std::string(text) + "T00:00:00Z");
    moment.utc = base::Bounds{day, day, day + std::chrono::hours(24)};
    moment.resolution = base::Resolution::day;
  } else if (text.size() == 17) {
    moment.utc = base::minute_bounds(at(text));
    moment.resolution = base::Resolution::minute;
  } else {
    return base::exact_moment(at(text), text);
  }
  moment.local = base::LocalTime(std::chrono::floor<base::Seconds>(moment.utc->best).time_since_epoch());
  moment.zone = "UTC";
  moment.zone_basis = base::ZoneBasis::beside_time;
  return moment;
}

// A reading of a clock whose zone is not known: "2024-05-06T10:02".
inline base::Moment zoneless(std::string_view text) {
  base::Moment moment;
  moment.written = text;
  moment.local = base::parse_local(text);
  moment.resolution = base::Resolution::minute;
  return moment;
}

inline model::Scope place(std::string_view cluster, std::string_view service = {}) {
  model::Scope scope;
  scope.cluster = model::make_name(cluster);
  scope.service = model::make_name(service);
  return scope;
}

class FactsBuilder {
 public:
  using Event = model::Event;
  using Claim = model::Claim;

  // Later facts belong to the source begun last.
  FactsBuilder& source(const std::string& name, const std::string& organisation = "Acme",
                       const std::string& title = {}) {
    model::Source source;
    source.name = name;
    source.digest = base::digest_of(name);
    source.organisation = organisation;
    source.title = title;
    facts_.sources.push_back(source);
    id_.clear();
    title_.clear();
    ordinal_ = claim_ordinal_ = 0;
    part_ = 0;
    return *this;
  }
  // What later events of this source say they belong to.
  FactsBuilder& incident(const std::string& id, const std::string& title) {
    id_ = id;
    title_ = title;
    return *this;
  }
  FactsBuilder& part(int part) {
    part_ = part;
    return *this;
  }

  Event& event(model::EventKind kind, std::string_view when) {
    Event event;
    event.kind = kind;
    event.source_digest = facts_.sources.back().digest;
    event.ordinal = ordinal_++;
    event.location.line = event.ordinal + 1;
    event.when = moment(when);
    event.incident_id = id_;
    event.incident_title = title_;
    event.part = part_;
    facts_.events.push_back(event);
    return facts_.events.back();
  }
  Event& header(std::string_view when = {}, std::optional<model::Level> level = {},
                std::vector<model::Scope> scopes = {}) {
    Event& event = this->event(model::EventKind::incident, when);
    event.level = level;
    event.scopes = std::move(scopes);
    return event;
  }
  Event& post(model::PostStatus status, std::string_view when, const std::string& body,
              const std::string& update_id = {}) {
    Event& event = this->event(model::EventKind::status_update, when);
    event.status = status;
    event.body = body;
    event.update_id = update_id;
    return event;
  }
  Event& change(model::Level level, std::string_view when, const model::Scope& scope) {
    Event& event = this->event(model::EventKind::component_change, when);
    event.level = level;
    event.scopes = {scope};
    return event;
  }
  Event& note(std::string_view when, const std::string& body) {
    Event& event = this->event(model::EventKind::note, when);
    event.body = body;
    return event;
  }

  Claim& claim(model::ClaimKind kind, std::string_view start, const std::string& text = "words") {
    Claim claim;
    claim.kind = kind;
    claim.source_digest = facts_.sources.back().digest;
    claim.ordinal = claim_ordinal_++;
    claim.location.line = 100 + claim.ordinal;
    claim.start = moment(start);
    claim.text = text;
    claim.rule = "a sentence";
    claim.part = part_;
    facts_.claims.push_back(claim);
    return facts_.claims.back();
  }
  Claim& window(std::string_view start, std::string_view end, std::vector<model::Scope> scopes = {},
                model::Level level = model::Level::unknown) {
    Claim& claim = this->claim(model::ClaimKind::window, start,
                               "from " + std::string(start) + " to " + std::string(end));
    if (!end.empty()) claim.end = moment(end);
    claim.scopes = std::move(scopes);
    claim.level = level;
    return claim;
  }
  Claim& milestone(model::MilestoneKind kind, std::string_view when, const std::string& rule = "a sentence") {
    Claim& claim = this->claim(model::ClaimKind::milestone, when);
    claim.milestone = kind;
    claim.rule = rule;
    return claim;
  }
  // Promised in the event put last.
  Claim& promise(std::int64_t seconds) {
    Claim& claim = this->claim(model::ClaimKind::promise, {}, "next update soon");
    claim.start = facts_.events.back().when;
    claim.event_ordinal = facts_.events.back().ordinal;
    claim.seconds = seconds;
    return claim;
  }
  Claim& duration(std::int64_t seconds, const std::string& text) {
    Claim& claim = this->claim(model::ClaimKind::duration, {}, text);
    claim.seconds = seconds;
    return claim;
  }
  // Thousandths, both ends: "3 of 12 clusters" is count 3000 3000 "cluster".
  Claim& amount(model::AmountKind kind, std::int64_t lowest, std::int64_t highest, const std::string& unit,
                const std::string& text) {
    Claim& claim = this->claim(model::ClaimKind::amount, {}, text);
    claim.amount = model::Amount{kind, lowest, highest, {}, lowest != highest, unit + 's', unit, text};
    return claim;
  }
  Claim& level(model::Level level, const std::string& text) {
    Claim& claim = this->claim(model::ClaimKind::level, {}, text);
    claim.level = level;
    return claim;
  }

  model::Facts& facts() { return facts_; }

  // The same facts in another order of sources, events and claims.
  model::Facts shuffled(unsigned seed) const {
    model::Facts facts = facts_;
    std::mt19937 random(seed);
    std::shuffle(facts.sources.begin(), facts.sources.end(), random);
    std::shuffle(facts.events.begin(), facts.events.end(), random);
    std::shuffle(facts.claims.begin(), facts.claims.end(), random);
    return facts;
  }

  model::Report analyze(const model::Config& config = {}) const {
    return analyze::analyze(facts_, {}, config, at("2026-01-01T00:00:00Z"));
  }

 private:
  model::Facts facts_;
  std::string id_, title_;
  int ordinal_ = 0, claim_ordinal_ = 0, part_ = 0;
};

inline const model::Finding* finding(const model::Incident& incident, std::string_view rule) {
  for (const model::Finding& finding : incident.findings) {
    if (finding.rule == rule) return &finding;
  }
  return nullptr;
}

inline std::vector<model::ImpactWindow> windows(const model::Incident& incident, model::Ledger ledger) {
  std::vector<model::ImpactWindow> found;
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger == ledger) found.push_back(window);
  }
  return found;
}

// "2024-05-06T10:02:00Z" of the best instant; "none" where unplaced.
inline std::string best(const base::Moment& moment) {
  return moment.utc ? base::format_rfc3339(moment.utc->best) : "none";
}
inline std::string best(const std::optional<base::Moment>& moment) {
  return moment ? best(*moment) : "none";
}

}  // namespace faultline::support
