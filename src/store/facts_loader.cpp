#include "store/facts_loader.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "store/annotation_rows.hpp"
#include "store/codec.hpp"

namespace faultline::store {

namespace {

using Places = std::unordered_map<std::int64_t, std::size_t>;  // row id -> index in the list

model::Event read_event(Row& row) {
  model::Event event;
  event.source_digest = row.text();
  event.ordinal = row.small();
  event.kind = row.one_of(model::EventKind::incident);
  event.location = read_location(row);
  event.when = read_moment(row);
  event.until = read_maybe_moment(row);
  event.incident_id = row.text();
  event.incident_title = row.text();
  event.part = row.small();
  event.status = row.one_of(model::PostStatus::completed);
  event.title = row.text();
  event.body = row.text();
  event.update_id = row.text();
  event.edited_at = maybe_instant(row.maybe_integer());
  event.level = row.maybe_one_of(model::Level::major_outage);
  event.old_level = row.maybe_one_of(model::Level::major_outage);
  event.note = row.text();
  event.version = row.text();
  event.deploy_kind = row.text();
  event.actor = row.text();
  event.url = row.text();
  event.outcome = row.text();
  event.fingerprint = row.text();
  event.pending_seconds = row.maybe_integer();
  return event;
}

model::Claim read_claim(Row& row) {
  model::Claim claim;
  claim.source_digest = row.text();
  claim.ordinal = row.small();
  claim.kind = row.one_of(model::ClaimKind::told_time);
  claim.location = read_location(row);
  claim.text = row.text();
  claim.rule = row.text();
  claim.part = row.small();
  claim.event_ordinal = static_cast<int>(row.maybe_integer().value_or(-1));
  claim.start = read_moment(row);
  claim.end = read_maybe_moment(row);
  claim.seconds = row.maybe_integer();
  claim.seconds_tolerance = row.integer();
  claim.milestone = row.maybe_one_of(model::MilestoneKind::postmortem_published);
  claim.duration_from = row.maybe_one_of(model::MilestoneKind::postmortem_published);
  claim.duration_to = row.maybe_one_of(model::MilestoneKind::postmortem_published);
  claim.state = row.one_of(model::MilestoneState::unknown);
  claim.level = row.one_of(model::Level::major_outage);
  claim.trigger_kind = row.text();
  claim.owner = row.text();
  claim.due = row.text();
  claim.ticket = row.text();
  claim.action_state = row.maybe_one_of(model::ActionState::done);
  claim.amount = read_amount(row);
  return claim;
}

// Rows come in the order of their own key, which need not be that of the list.
template <typename Fact>
void attach_scopes(const Database& database, const char* sql, const Places& places,
                   std::vector<Fact>& facts) {
  const ScopeTable scopes(database);
  Statement statement = database.prepare(sql);
  while (statement.step()) {
    const auto place = places.find(statement.integer(0));
    if (place != places.end()) facts[place->second].scopes.push_back(scopes.at(statement.integer(1)));
  }
}

std::vector<model::Event> load_events(const Database& database) {
  std::vector<model::Event> events;
  Places places;
  Statement statement = database.prepare(fmt::format(
      R"(SELECT event.id, digest, ordinal, kind, line, "column", pointer, {}, {}, incident_id, incident_title, part, )"
      "status, event.title, body, update_id, edited_at_us, level, old_level, note, version, deploy_kind, "
      "actor, url, outcome, fingerprint, pending_seconds "
      "FROM source CROSS JOIN event ON event.source_id = source.id ORDER BY digest, ordinal",
      moment_columns("event."), moment_columns("until_")));
  while (statement.step()) {
    Row row(statement);
    places.emplace(row.integer(), events.size());
    events.push_back(read_event(row));
  }
  attach_scopes(database, "SELECT event_id, scope_id FROM event_scope ORDER BY event_id, position", places,
                events);
  return events;
}

std::vector<model::Claim> load_claims(const Database& database) {
  std::vector<model::Claim> claims;
  Places places;
  Statement statement = database.prepare(fmt::format(
      R"(SELECT claim.id, digest, ordinal, kind, line, "column", pointer, text, rule, part, event_ordinal, {}, {}, )"
      "seconds, seconds_tolerance, milestone, duration_from, duration_to, state, level, trigger_kind, owner, "
      "due, ticket, action_state, {} "
      "FROM source CROSS JOIN claim ON claim.source_id = source.id ORDER BY digest, ordinal",
      moment_columns("claim."), moment_columns("end_"), kAmountColumns));
  while (statement.step()) {
    Row row(statement);
    places.emplace(row.integer(), claims.size());
    claims.push_back(read_claim(row));
  }
  attach_scopes(database, "SELECT claim_id, scope_id FROM claim_scope ORDER BY claim_id, position", places,
                claims);
  return claims;
}

}  // namespace

std::vector<model::Source> load_sources(const Database& database) {
  std::vector<model::Source> sources;
  Statement statement = database.prepare(
      "SELECT digest, name, reader, bytes, title, organisation, zone, records_read, records_rolled_up, "
      "records_ignored, continues "
      "FROM source ORDER BY digest");
  while (statement.step()) {
    Row row(statement);
    model::Source source;
    source.digest = row.text();
    source.name = row.text();
    source.reader = row.text();
    source.bytes = row.integer();
    source.title = row.text();
    source.organisation = row.text();
    source.zone = row.text();
    source.records_read = row.integer();
    source.records_rolled_up = row.integer();
    source.records_ignored = row.integer();
    source.continues = row.text();
    sources.push_back(std::move(source));
  }
  return sources;
}

model::Facts load_facts(const Database& database) {
  model::Facts facts;
  facts.sources = load_sources(database);
  facts.events = load_events(database);
  facts.claims = load_claims(database);
  facts.annotations = load_annotations(database);
  return facts;
}

std::vector<base::Diagnostic> load_diagnostics(const Database& database) {
  std::vector<base::Diagnostic> diagnostics;
  Statement statement = database.prepare(
      R"(SELECT severity, name, line, "column", pointer, message, excerpt )"
      "FROM source CROSS JOIN diagnostic ON diagnostic.source_id = source.id ORDER BY digest, line, ordinal");
  while (statement.step()) {
    Row row(statement);
    base::Diagnostic diagnostic;
    diagnostic.severity = row.one_of(base::Severity::error);
    diagnostic.source = row.text();
    diagnostic.line = row.small();
    diagnostic.column = row.small();
    diagnostic.pointer = row.text();
    diagnostic.message = row.text();
    diagnostic.excerpt = row.text();
    diagnostics.push_back(std::move(diagnostic));
  }
  return diagnostics;
}

}  // namespace faultline::store
