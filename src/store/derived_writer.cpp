#include "store/derived_writer.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "store/codec.hpp"
#include "store/snapshot.hpp"

namespace faultline::store {

namespace {

// A list of short rows under a parent: (parent, position, value).
class ListWriter {
 public:
  ListWriter(const Database& database, std::string_view table, std::string_view columns)
      : statement_(database.prepare(insert_sql(table, columns))) {}

  template <typename List, typename Value>
  void write(std::int64_t parent, const List& list, Value value) {
    std::int64_t position = 0;
    for (const auto& item : list) statement_.put(parent).put(position++).put(value(item)).run();
  }

 private:
  Statement statement_;
};

class EvidenceWriter {
 public:
  EvidenceWriter(const Database& database, std::string_view table, std::string_view parent)
      : statement_(
            database.prepare(insert_sql(table, fmt::format("{}, position, {}", parent, kEvidenceColumns)))) {}

  void write(std::int64_t parent, const std::vector<model::Evidence>& list) {
    std::int64_t position = 0;
    for (const model::Evidence& evidence : list) {
      statement_.put(parent).put(position++);
      put_evidence(statement_, evidence);
      statement_.run();
    }
  }

 private:
  Statement statement_;
};

class SuspicionWriter {
 public:
  explicit SuspicionWriter(const Database& database)
      : suspicion_(database.prepare(
            insert_sql("suspicion", "incident_row, role, verdict, reason, considered, base_rate"))),
        suspect_(database.prepare(insert_sql(
            "suspect",
            fmt::format("row, incident_row, role, position, is_none, title, version, deploy_kind, url, "
                        "probability, score, rolled_back_by, {}, {}, {}",
                        moment_columns("started_"), moment_columns("completed_"), kEvidenceColumns)))),
        scopes_(database, "suspect_scope", "suspect_row, position, scope_id"),
        term_(database.prepare(insert_sql("suspect_term", "suspect_row, position, name, value, reason"))) {}

  enum class Role { trigger = 0, mitigation = 1 };  // code suspicion_role

  void write(std::int64_t incident_row, Role role, const model::Suspicion& suspicion, ScopeWriter& scopes) {
    suspicion_.put(incident_row).put(role).put(suspicion.verdict).put(suspicion.reason);
    suspicion_.put(suspicion.considered);
    if (suspicion.base_rate) {
      suspicion_.put_real(*suspicion.base_rate);
    } else {
      suspicion_.put(std::nullopt);
    }
    suspicion_.run();
    std::int64_t position = 0;
    for (const model::Suspect& suspect : suspicion.suspects) {
      const std::int64_t row = ++suspect_row_;
      MomentText started, completed;
      suspect_.put(row).put(incident_row).put(role).put(position++).put(suspect.is_none ? 1 : 0);
      suspect_.put(suspect.title).put(suspect.version).put(suspect.deploy_kind).put(suspect.url);
      suspect_.put_real(suspect.probability).put_real(suspect.score).put(suspect.rolled_back_by);
      started.put(suspect_, suspect.started);
      completed.put(suspect_, suspect.completed);
      put_evidence(suspect_, suspect.evidence);
      suspect_.run();
      scopes_.write(row, suspect.scopes, [&](const model::Scope& scope) { return scopes.id_of(scope); });
      std::int64_t term_position = 0;
      for (const model::SuspicionTerm& term : suspect.terms) {
        term_.put(row).put(term_position++).put(term.name).put_real(term.value).put(term.reason).run();
      }
    }
  }

 private:
  std::int64_t suspect_row_ = 0;
  Statement suspicion_, suspect_;
  ListWriter scopes_;
  Statement term_;
};

class DerivedWriter {
 public:
  explicit DerivedWriter(const Database& database)
      : scopes_(database),
        incident_(database.prepare(insert_sql(
            "incident",
            "row, id, title, description, organisation, organisation_label, is_open, grouping, cause"))),
        external_ids_(database, "incident_external_id", "incident_row, position, external_id"),
        sources_(database, "incident_source", "incident_row, position, source_digest"),
        incident_scopes_(database, "incident_scope", "incident_row, position, scope_id"),
        anchors_(database, "incident_anchor", "incident_row, position, anchor"),
        window_(database.prepare(insert_sql(
            "impact_window", fmt::format("row, incident_row, position, ledger, level, rule, {}, {}",
                                         moment_columns("start_"), moment_columns("end_"))))),
        window_scopes_(database, "impact_window_scope", "window_row, position, scope_id"),
        window_evidence_(database, "impact_window_evidence", "window_row"),
        milestone_(database.prepare(insert_sql(
            "milestone", fmt::format("incident_row, kind, state, rule, detail, {}", moment_columns())))),
        metric_(database.prepare(insert_sql(
            "metric", "incident_row, kind, state, best_seconds, least_seconds, most_seconds, reason"))),
        finding_(
            database.prepare(insert_sql("finding", "row, incident_row, position, rule, severity, message"))),
        finding_evidence_(database, "finding_evidence", "finding_row"),
        suspicions_(database),
        correction_(database.prepare(insert_sql(
            "correction", "incident_row, position, annotation_id, what, reason, author, made_at_us"))) {}

  void write(const model::Incident& incident) {
    const std::int64_t row = ++incident_row_;
    incident_.put(row).put(incident.id).put(incident.title).put(incident.description);
    incident_.put(incident.organisation.slug).put(incident.organisation.label);
    incident_.put(incident.is_open ? 1 : 0).put(incident.grouping).put(incident.cause).run();
    const auto as_text = [](const std::string& text) -> std::string_view { return text; };
    const auto as_scope = [this](const model::Scope& scope) { return scopes_.id_of(scope); };
    external_ids_.write(row, incident.external_ids, as_text);
    sources_.write(row, incident.source_digests, as_text);
    incident_scopes_.write(row, incident.scopes, as_scope);
    anchors_.write(row, incident.anchors, as_text);
    std::int64_t position = 0;
    for (const model::ImpactWindow& window : incident.windows) {
      const std::int64_t window_row = ++window_row_;
      MomentText start, end;
      window_.put(window_row).put(row).put(position++).put(window.ledger).put(window.level).put(window.rule);
      start.put(window_, window.start);
      end.put(window_, window.end);
      window_.run();
      window_scopes_.write(window_row, window.scopes, as_scope);
      window_evidence_.write(window_row, window.evidence);
    }
    // The kind is the place in the array, whatever a default-made element says of itself.
    for (std::int64_t kind = 0; kind < model::kMilestoneCount; ++kind) {
      const model::Milestone& milestone = incident.milestones[static_cast<std::size_t>(kind)];
      MomentText when;
      milestone_.put(row).put(kind).put(milestone.state).put(milestone.rule).put(milestone.detail);
      when.put(milestone_, milestone.when);
      milestone_.run();
    }
    for (std::int64_t kind = 0; kind < model::kMetricCount; ++kind) {
      const model::Metric& metric = incident.metrics[static_cast<std::size_t>(kind)];
      metric_.put(row).put(kind).put(metric.state);
      metric_.put(metric.best_seconds)
          .put(metric.least_seconds)
          .put(metric.most_seconds)
          .put(metric.reason)
          .run();
    }
    write(incident.findings, row);
    suspicions_.write(row, SuspicionWriter::Role::trigger, incident.trigger, scopes_);
    suspicions_.write(row, SuspicionWriter::Role::mitigation, incident.mitigation, scopes_);
    position = 0;
    for (const model::Correction& correction : incident.corrections) {
      correction_.put(row).put(position++).put(correction.annotation_id).put(correction.what);
      correction_.put(correction.reason)
          .put(correction.author)
          .put(base::to_micros(correction.made_at))
          .run();
    }
  }

  // Those of an incident, or of the whole.
  void write(const std::vector<model::Finding>& findings, std::optional<std::int64_t> incident_row) {
    std::int64_t position = 0;
    for (const model::Finding& finding : findings) {
      const std::int64_t row = ++finding_row_;
      finding_.put(row).put(incident_row).put(position++);
      finding_.put(finding.rule).put(finding.severity).put(finding.message).run();
      finding_evidence_.write(row, finding.evidence);
    }
  }

 private:
  std::int64_t incident_row_ = 0, window_row_ = 0, finding_row_ = 0;
  ScopeWriter scopes_;
  Statement incident_;
  ListWriter external_ids_, sources_, incident_scopes_, anchors_;
  Statement window_;
  ListWriter window_scopes_;
  EvidenceWriter window_evidence_;
  Statement milestone_, metric_, finding_;
  EvidenceWriter finding_evidence_;
  SuspicionWriter suspicions_;
  Statement correction_;
};

}  // namespace

void clear_derived(const Database& database) {
  if (database.integer("SELECT count(*) FROM derived_state") == 0) return;
  // Children before parents.
  database.execute(
      "DELETE FROM suspect_term; DELETE FROM suspect_scope; DELETE FROM suspect; DELETE FROM suspicion;"
      "DELETE FROM correction; DELETE FROM incident_anchor;"
      "DELETE FROM finding_evidence; DELETE FROM finding; DELETE FROM metric; DELETE FROM milestone;"
      "DELETE FROM impact_window_evidence; DELETE FROM impact_window_scope; DELETE FROM impact_window;"
      "DELETE FROM incident_scope; DELETE FROM incident_source; DELETE FROM incident_external_id;"
      "DELETE FROM incident; DELETE FROM derived_state;");
}

void write_derived(const Database& database, const model::Report& report, const std::string& key) {
  DerivedWriter writer(database);
  for (const model::Incident& incident : report.incidents) writer.write(incident);
  writer.write(report.findings, std::nullopt);
  const std::string snapshot = pack(report);
  const std::string digest = base::digest_of(snapshot);
  Statement state = database.prepare(insert_sql("derived_state", "id, key, snapshot_digest, snapshot"));
  state.put(1).put(key).put(digest).put_bytes(snapshot).run();
}

void write_observations(const Database& database, const model::Observations& observations,
                        const std::string& key) {
  const std::string snapshot = pack(observations);
  const std::string digest = base::digest_of(snapshot);
  Statement insert = database.prepare(
      "INSERT OR REPLACE INTO observations (id, key, snapshot_digest, snapshot) VALUES (1, ?, ?, ?)");
  insert.put(key).put(digest).put_bytes(snapshot).run();
}

}  // namespace faultline::store
