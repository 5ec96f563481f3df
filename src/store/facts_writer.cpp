#include "store/facts_writer.hpp"

#include <fmt/format.h>

#include "store/facts_key.hpp"

namespace faultline::store {

namespace {

std::string event_columns() {
  return fmt::format(
      R"(source_id, ordinal, kind, line, "column", pointer, {}, {}, incident_id, incident_title, part, status, title, )"
      "body, update_id, edited_at_us, level, old_level, note, version, deploy_kind, actor, url, "
      "outcome, fingerprint, pending_seconds",
      moment_columns(), moment_columns("until_"));
}

std::string claim_columns() {
  return fmt::format(
      R"(source_id, ordinal, kind, line, "column", pointer, text, rule, part, event_ordinal, {}, {}, seconds, )"
      "seconds_tolerance, milestone, duration_from, duration_to, state, level, trigger_kind, owner, due, "
      "ticket, action_state, {}",
      moment_columns(), moment_columns("end_"), kAmountColumns);
}

}  // namespace

FactsWriter::FactsWriter(const Database& database, std::optional<base::Instant> ingest_time)
    : ingest_time_(ingest_time),
      facts_key_(sources_key(database)),
      scopes_(database),
      find_source_(database.prepare("SELECT id FROM source WHERE digest = ?")),
      source_(database.prepare(
          insert_sql("source",
                     "digest, name, reader, bytes, title, organisation, zone, records_read, "
                     "records_rolled_up, records_ignored, continues, ingested_us, facts_key"))),
      name_(database.prepare("INSERT OR IGNORE INTO source_name (source_id, name) VALUES (?, ?)")),
      event_(database.prepare(insert_sql("event", event_columns()))),
      event_scope_(database.prepare(insert_sql("event_scope", "event_id, position, scope_id"))),
      claim_(database.prepare(insert_sql("claim", claim_columns()))),
      claim_scope_(database.prepare(insert_sql("claim_scope", "claim_id, position, scope_id"))),
      diagnostic_(database.prepare(insert_sql(
          "diagnostic", R"(source_id, ordinal, severity, line, "column", pointer, message, excerpt)"))),
      ignored_(database.prepare(insert_sql("ignored", "source_id, ordinal, reason, count"))),
      rollups_(database) {}

Added FactsWriter::write(const model::SourceFacts& facts) {
  find_source_.put(facts.source.digest);
  if (find_source_.step()) {
    const std::int64_t source = find_source_.integer(0);
    while (find_source_.step()) {
    }
    name_.put(source).put(facts.source.name).run();
    return Added::known;
  }
  write_source(facts);
  return Added::added;
}

void FactsWriter::write_source(const model::SourceFacts& facts) {
  const model::Source& source = facts.source;
  facts_key_ = combined_key(std::move(facts_key_), source.digest);
  source_.put(source.digest).put(source.name).put(source.reader).put(source.bytes).put(source.title);
  source_.put(source.organisation).put(source.zone).put(source.records_read);
  source_.put(source.records_rolled_up).put(source.records_ignored).put(source.continues);
  source_.put(maybe_micros(ingest_time_)).put(facts_key_).run();
  const std::int64_t id = source_.last_insert_id();
  name_.put(id).put(source.name).run();
  for (const model::Event& event : facts.events) write_event(id, event);
  for (const model::Claim& claim : facts.claims) write_claim(id, claim);
  std::int64_t ordinal = 0;
  for (const base::Diagnostic& diagnostic : facts.diagnostics) {
    diagnostic_.put(id).put(ordinal++).put(diagnostic.severity).put(diagnostic.line).put(diagnostic.column);
    diagnostic_.put(diagnostic.pointer).put(diagnostic.message).put(diagnostic.excerpt).run();
  }
  ordinal = 0;
  for (const auto& ignored : facts.ignored) {
    ignored_.put(id).put(ordinal++).put(ignored.reason).put(ignored.count).run();
  }
  rollups_.write(id, facts.rollups, scopes_);
}

void FactsWriter::write_event(std::int64_t source, const model::Event& event) {
  MomentText when, until;
  event_.put(source).put(event.ordinal).put(event.kind);
  put_location(event_, event.location);
  when.put(event_, event.when);
  until.put(event_, event.until);
  event_.put(event.incident_id).put(event.incident_title).put(event.part).put(event.status).put(event.title);
  event_.put(event.body).put(event.update_id).put(maybe_micros(event.edited_at));
  event_.put(event.level).put(event.old_level).put(event.note);
  event_.put(event.version).put(event.deploy_kind).put(event.actor).put(event.url);
  event_.put(event.outcome).put(event.fingerprint).put(event.pending_seconds).run();
  const std::int64_t id = event_.last_insert_id();
  std::int64_t position = 0;
  for (const model::Scope& scope : event.scopes) {
    event_scope_.put(id).put(position++).put(scopes_.id_of(scope)).run();
  }
}

void FactsWriter::write_claim(std::int64_t source, const model::Claim& claim) {
  MomentText start, end;
  claim_.put(source).put(claim.ordinal).put(claim.kind);
  put_location(claim_, claim.location);
  claim_.put(claim.text).put(claim.rule).put(claim.part);
  if (claim.event_ordinal < 0) {
    claim_.put(std::nullopt);
  } else {
    claim_.put(claim.event_ordinal);
  }
  start.put(claim_, claim.start);
  end.put(claim_, claim.end);
  claim_.put(claim.seconds).put(claim.seconds_tolerance).put(claim.milestone);
  claim_.put(claim.duration_from).put(claim.duration_to).put(claim.state).put(claim.level);
  claim_.put(claim.trigger_kind).put(claim.owner).put(claim.due);
  claim_.put(claim.ticket).put(claim.action_state);
  put_amount(claim_, claim.amount);
  claim_.run();
  const std::int64_t id = claim_.last_insert_id();
  std::int64_t position = 0;
  for (const model::Scope& scope : claim.scopes) {
    claim_scope_.put(id).put(position++).put(scopes_.id_of(scope)).run();
  }
}

}  // namespace faultline::store
