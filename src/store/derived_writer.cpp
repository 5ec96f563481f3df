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

class DerivedWriter {
 public:
  explicit DerivedWriter(const Database& database)
      : scopes_(database),
        incident_(database.prepare(insert_sql(
            "incident", "row, id, title, description, organisation, organisation_label, is_open, grouping"))),
        external_ids_(database, "incident_external_id", "incident_row, position, external_id"),
        sources_(database, "incident_source", "incident_row, position, source_digest"),
        incident_scopes_(database, "incident_scope", "incident_row, position, scope_id"),
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
        finding_evidence_(database, "finding_evidence", "finding_row") {}

  void write(const model::Incident& incident) {
    const std::int64_t row = ++incident_row_;
    incident_.put(row).put(incident.id).put(incident.title).put(incident.description);
    incident_.put(incident.organisation.slug).put(incident.organisation.label);
    incident_.put(incident.is_open ? 1 : 0).put(incident.grouping).run();
    const auto as_text = [](const std::string& text) -> std::string_view { return text; };
    const auto as_scope = [this](const model::Scope& scope) { return scopes_.id_of(scope); };
    external_ids_.write(row, incident.external_ids, as_text);
    sources_.write(row, incident.source_digests, as_text);
    incident_scopes_.write(row, incident.scopes, as_scope);
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
  ListWriter external_ids_, sources_, incident_scopes_;
  Statement window_;
  ListWriter window_scopes_;
  EvidenceWriter window_evidence_;
  Statement milestone_, metric_, finding_;
  EvidenceWriter finding_evidence_;
};

}  // namespace

void clear_derived(const Database& database) {
  if (database.integer("SELECT count(*) FROM derived_state") == 0) return;
  // Children before parents.
  database.execute(
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

}  // namespace faultline::store
