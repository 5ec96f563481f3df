// A deploy history and an incident in a few words, for the tests of this folder.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/suspicion.hpp"
#include "base/digest.hpp"
#include "support/facts_builder.hpp"

namespace faultline::support {

class History {
 public:
  // Times as support::moment reads them; an empty `until` = one time only.
  model::Event& add(const std::string& version, std::string_view from, std::string_view until = {},
                    std::string_view cluster = "prod-2", std::string_view service = "checkout") {
    model::Event& event = add_at(version, moment(from), cluster, service);
    if (!until.empty()) event.until = moment(until);
    return event;
  }

  model::Event& add_at(const std::string& version, const base::Moment& when,
                       std::string_view cluster = "prod-2", std::string_view service = "checkout") {
    model::Event& event = events_.emplace_back();
    event.kind = model::EventKind::deploy;
    event.version = version;
    event.when = when;
    event.deploy_kind = "code";
    event.ordinal = static_cast<int>(events_.size()) - 1;
    event.source_digest = source_;
    if (!cluster.empty() || !service.empty()) event.scopes = {place(cluster, service)};
    return event;
  }

  History& source(const std::string& name) {
    source_ = name;
    return *this;
  }

  analyze::DeployHistory get() const {
    analyze::DeployHistory history;
    for (const model::Event& event : events_) {
      model::Evidence evidence{event.source_digest, event.source_digest, {}, event.version};
      evidence.location.line = event.ordinal + 1;
      history.deploys.push_back({&event, evidence});
    }
    return history;
  }

 private:
  std::deque<model::Event> events_;
  std::string source_ = "deploys.jsonl";
};

inline base::Moment instant_moment(base::Instant instant) {
  return base::exact_moment(instant, base::format_rfc3339(instant));
}

// prod-2 / checkout, broken from `start` to `end`.
inline analyze::SuspicionCase outage(std::string_view start, std::string_view end = {}) {
  analyze::SuspicionCase incident;
  incident.start = moment(start);
  if (!end.empty()) incident.end = moment(end);
  incident.scopes = {place("prod-2", "checkout")};
  return incident;
}

inline const model::SuspicionTerm& term(const model::Suspect& suspect, std::string_view name) {
  for (const model::SuspicionTerm& one : suspect.terms)
    if (one.name == name) return one;
  throw std::runtime_error("no term " + std::string(name));
}

// The suspect of that version; throws where it is not among them.
inline const model::Suspect& suspect_with(const model::Suspicion& result, std::string_view version) {
  for (const model::Suspect& one : result.suspects)
    if (one.version == version && !one.is_none) return one;
  throw std::runtime_error("no suspect " + std::string(version));
}

}  // namespace faultline::support
