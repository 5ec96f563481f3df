#include "store/dump.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>

#include "base/time.hpp"
#include "store/codec.hpp"
#include "store/rollup_rows.hpp"

namespace faultline::store {

namespace {

using Json = nlohmann::ordered_json;
using Codes = std::map<std::pair<std::string, std::int64_t>, std::string, std::less<>>;

// A column is printed by its name: "kind:event_kind" through table code, "x_us" as a time, "local_s" as a
// clock reading, "rejected" as the JSON it is.
struct Table {
  const char* name;
  std::string sql;
};

std::string coded_moment(std::string_view table, std::string_view prefix) {
  return fmt::format(
      R"({0}{1}earliest_us, {0}{1}best_us, {0}{1}latest_us, {0}{1}local_s, {0}{1}resolution AS "{1}resolution:resolution", )"
      R"({0}{1}zone_basis AS "{1}zone_basis:zone_basis", {0}{1}date_basis AS "{1}date_basis:date_basis", )"
      R"({0}{1}zone AS "{1}zone", {0}{1}written, {0}{1}reason, {0}{1}rejected)",
      table, prefix);
}

constexpr std::string_view kScope =
    "scope.organisation, scope.organisation_label, cluster, cluster_label, service, service_label, "
    "component_group, "
    "component_group_label";
// Without the name of the source: it depends on which of its names came first.
constexpr std::string_view kEvidence =
    R"(position, source_digest AS source, line, "column", pointer, excerpt)";

std::vector<Table> tables() {
  return {
      {"source",
       "SELECT digest, reader, bytes, title, organisation, zone, records_read, records_rolled_up, "
       "records_ignored, continues FROM source "
       "ORDER BY digest"},
      {"source_name",
       "SELECT digest AS source, source_name.name AS name FROM source_name JOIN source ON source.id = "
       "source_id "
       "ORDER BY digest, source_name.name"},
      {"event",
       fmt::format(
           R"(SELECT digest AS source, ordinal, kind AS "kind:event_kind", line, "column", pointer, {}, {}, )"
           R"(incident_id, incident_title, part, status AS "status:post_status", event.title AS title, body, )"
           R"(update_id, edited_at_us, level AS "level:level", old_level AS "old_level:level", note, version, )"
           "deploy_kind, actor, url, outcome, fingerprint, pending_seconds FROM source CROSS JOIN event ON "
           "event.source_id = source.id "
           "ORDER BY digest, ordinal",
           coded_moment("event.", ""), coded_moment("event.", "until_"))},
      {"event_scope",
       fmt::format("SELECT digest AS source, ordinal, position, {} FROM source CROSS JOIN event "
                   "ON event.source_id = source.id JOIN event_scope ON event_id = event.id "
                   "JOIN scope ON scope.id = scope_id ORDER BY digest, ordinal, position",
                   kScope)},
      {"claim",
       fmt::format(
           R"(SELECT digest AS source, ordinal, kind AS "kind:claim_kind", line, "column", pointer, text, rule, )"
           R"(part, event_ordinal, {}, {}, seconds, seconds_tolerance, milestone AS "milestone:milestone_kind", )"
           R"(duration_from AS "duration_from:milestone_kind", duration_to AS "duration_to:milestone_kind", )"
           R"(state AS "state:milestone_state", level AS "level:level", trigger_kind, owner, due, )"
           R"(ticket, action_state AS "action_state:action_state", amount_kind AS "amount_kind:amount_kind", )"
           "lowest, highest, total, is_hedged, noun, unit, amount_written "
           "FROM source CROSS JOIN claim ON claim.source_id = source.id ORDER BY digest, ordinal",
           coded_moment("claim.", ""), coded_moment("claim.", "end_"))},
      {"claim_scope",
       fmt::format("SELECT digest AS source, ordinal, position, {} FROM source CROSS JOIN claim "
                   "ON claim.source_id = source.id JOIN claim_scope ON claim_id = claim.id "
                   "JOIN scope ON scope.id = scope_id ORDER BY digest, ordinal, position",
                   kScope)},
      {"diagnostic",
       R"(SELECT digest AS source, ordinal, severity AS "severity:severity", line, "column", pointer, message, excerpt )"
       "FROM source CROSS JOIN diagnostic ON diagnostic.source_id = source.id ORDER BY digest, ordinal"},
      {"ignored",
       "SELECT digest AS source, ordinal, reason, count FROM source CROSS JOIN ignored "
       "ON ignored.source_id = source.id ORDER BY digest, ordinal"},
      {"rollup_source",
       "SELECT digest AS source, lines FROM rollup_source JOIN source ON source.id = source_id ORDER BY "
       "digest"},
      // A stream without minutes is content too.
      {"rollup_stream",
       fmt::format("SELECT digest AS source, {}, rollup_stream.version AS version FROM rollup_stream "
                   "JOIN source ON source.id = source_id JOIN scope ON scope.id = scope_id "
                   "ORDER BY digest, {}, rollup_stream.version",
                   kScope, kScope)},
      {"rollup_minute",
       fmt::format("SELECT digest AS source, {}, rollup_stream.version AS version, "
                   "minute_s * 1000000 AS minute_us, requests, errors, slow, latency, first_error_us, "
                   "first_error_line, first_error_column, first_error_pointer, first_error_text, "
                   "last_error_us FROM source CROSS JOIN rollup_stream ON source_id = source.id "
                   "CROSS JOIN scope ON scope.id = scope_id CROSS JOIN rollup_minute ON stream_id = "
                   "rollup_stream.id ORDER BY digest, {}, rollup_stream.version, minute_s",
                   kScope, kScope)},
      {"annotation",
       fmt::format(R"(SELECT id AS annotation, kind AS "kind:annotation_kind", incident_id, )"
                   R"(milestone AS "milestone:milestone_kind", {}, level AS "level:level", text, undoes, )"
                   "reason, author, made_at_us FROM annotation ORDER BY made_at_us, id",
                   coded_moment("annotation.", "when_"))},
      {"annotation_anchor",
       "SELECT id AS annotation, position, anchor FROM annotation_anchor JOIN annotation ON row = "
       "annotation_row ORDER BY id, position"},
      {"annotation_other",
       "SELECT id AS annotation, position, anchor FROM annotation_other JOIN annotation ON row = "
       "annotation_row ORDER BY id, position"},
      {"annotation_scope",
       fmt::format("SELECT annotation.id AS annotation, position, {} FROM annotation_scope "
                   "JOIN annotation ON row = annotation_row JOIN scope ON scope.id = scope_id "
                   "ORDER BY annotation.id, position",
                   kScope)},
      {"seal",
       "SELECT digest AS seal, period, start_us, end_us, policy, policy_text, organisation, is_by_name, "
       "version, "
       "previous, is_provisional, sealed_at_us, author, note, sla_rows, inputs, difference FROM seal "
       "ORDER BY period, policy, organisation, is_by_name, version"},
      {"observations", "SELECT key, snapshot_digest FROM observations"},
      {"derived_state", "SELECT key FROM derived_state"},
      {"incident",
       "SELECT id, title, description, organisation, organisation_label, is_open, grouping, cause FROM "
       "incident "
       "ORDER BY id"},
      {"incident_external_id",
       "SELECT id AS incident, position, external_id FROM incident_external_id JOIN incident ON row = "
       "incident_row "
       "ORDER BY id, position"},
      {"incident_source",
       "SELECT id AS incident, position, source_digest AS source FROM incident_source "
       "JOIN incident ON row = incident_row ORDER BY id, position"},
      {"incident_scope", fmt::format("SELECT incident.id AS incident, position, {} FROM incident_scope "
                                     "JOIN incident ON row = incident_row JOIN scope ON scope.id = scope_id "
                                     "ORDER BY incident.id, position",
                                     kScope)},
      {"incident_anchor",
       "SELECT id AS incident, position, anchor FROM incident_anchor JOIN incident ON row = incident_row "
       "ORDER BY id, position"},
      {"impact_window",
       fmt::format(
           R"(SELECT id AS incident, position, ledger AS "ledger:ledger", level AS "level:level", rule, {}, {} )"
           "FROM impact_window JOIN incident ON incident.row = incident_row ORDER BY id, position",
           coded_moment("impact_window.", "start_"), coded_moment("impact_window.", "end_"))},
      {"impact_window_scope",
       fmt::format(
           "SELECT incident.id AS incident, impact_window.position AS window, "
           "impact_window_scope.position AS position, {} FROM impact_window_scope "
           "JOIN impact_window ON impact_window.row = window_row JOIN incident ON incident.row = "
           "incident_row "
           "JOIN scope ON scope.id = scope_id ORDER BY incident.id, window, impact_window_scope.position",
           kScope)},
      {"impact_window_evidence",
       fmt::format("SELECT id AS incident, impact_window.position AS window, impact_window_evidence.{} "
                   "FROM impact_window_evidence JOIN impact_window ON impact_window.row = window_row "
                   "JOIN incident ON incident.row = incident_row "
                   "ORDER BY id, window, impact_window_evidence.position",
                   kEvidence)},
      {"milestone",
       fmt::format(
           R"(SELECT id AS incident, kind AS "kind:milestone_kind", state AS "state:milestone_state", rule, )"
           "detail, {} FROM milestone JOIN incident ON row = incident_row ORDER BY id, kind",
           coded_moment("milestone.", ""))},
      {"metric",
       R"(SELECT id AS incident, kind AS "kind:metric_kind", state AS "state:metric_state", best_seconds, )"
       "least_seconds, most_seconds, reason FROM metric JOIN incident ON row = incident_row ORDER BY id, "
       "kind"},
      {"finding",
       R"(SELECT id AS incident, position, rule, severity AS "severity:finding_severity", message FROM finding )"
       "LEFT JOIN incident ON incident.row = incident_row ORDER BY id, position"},
      {"finding_evidence",
       fmt::format(
           "SELECT id AS incident, finding.position AS finding, finding_evidence.{} FROM finding_evidence "
           "JOIN finding ON finding.row = finding_row LEFT JOIN incident ON incident.row = incident_row "
           "ORDER BY id, finding, finding_evidence.position",
           kEvidence)},
      {"suspicion",
       R"(SELECT id AS incident, role AS "role:suspicion_role", verdict AS "verdict:suspicion_verdict", reason, )"
       "considered, base_rate FROM suspicion JOIN incident ON row = incident_row ORDER BY id, role"},
      {"suspect",
       fmt::format(R"(SELECT id AS incident, role AS "role:suspicion_role", suspect.{}, is_none, )"
                   "suspect.title AS title, version, deploy_kind, url, probability, score, rolled_back_by, "
                   "{}, {} FROM suspect JOIN incident ON incident.row = incident_row "
                   "ORDER BY id, role, position",
                   kEvidence, coded_moment("suspect.", "started_"), coded_moment("suspect.", "completed_"))},
      {"suspect_scope",
       fmt::format(R"(SELECT incident.id AS incident, role AS "role:suspicion_role", )"
                   "suspect.position AS suspect, suspect_scope.position AS position, {} FROM suspect_scope "
                   "JOIN suspect ON suspect.row = suspect_row JOIN incident ON incident.row = incident_row "
                   "JOIN scope ON scope.id = scope_id "
                   "ORDER BY incident.id, role, suspect, suspect_scope.position",
                   kScope)},
      {"suspect_term",
       R"(SELECT id AS incident, role AS "role:suspicion_role", suspect.position AS suspect, )"
       "suspect_term.position AS position, name, value, suspect_term.reason AS reason FROM suspect_term "
       "JOIN suspect ON suspect.row = suspect_row JOIN incident ON incident.row = incident_row "
       "ORDER BY id, role, suspect, suspect_term.position"},
      {"correction",
       "SELECT id AS incident, position, annotation_id, what, reason, author, made_at_us FROM correction "
       "JOIN incident ON row = incident_row ORDER BY id, position"},
  };
}

Codes load_codes(const Database& database) {
  Codes codes;
  Statement statement = database.prepare("SELECT enum, value, name FROM code");
  while (statement.step()) {
    Row row(statement);
    std::string type = row.text();
    const std::int64_t value = row.integer();
    codes.emplace(std::pair{std::move(type), value}, row.text());
  }
  return codes;
}

void print_value(Json& line, std::string_view column, const Statement& row, int index, const Codes& codes) {
  if (row.is_null(index)) return;
  if (row.is_real(index)) {
    line[std::string(column)] = row.real(index);
    return;
  }
  if (row.is_bytes(index)) {
    model::LatencyHistogram histogram;  // the only bytes among what is printed
    if (!unpack_histogram(row.bytes(index), histogram)) row.refuse_value(index, row.integer(index));
    line[std::string(column)] = histogram.counts;
    return;
  }
  if (!row.is_integer(index)) {
    const std::string_view text = row.text(index);
    if (text.empty()) return;
    if (column.ends_with("rejected")) {
      line[std::string(column)] = Json::parse(text);
    } else {
      line[std::string(column)] = text;
    }
    return;
  }
  const std::int64_t value = row.integer(index);
  if (const auto colon = column.find(':'); colon != std::string_view::npos) {
    const auto code = codes.find(std::pair{std::string(column.substr(colon + 1)), value});
    if (code == codes.end()) row.refuse_value(index, value);
    line[std::string(column.substr(0, colon))] = code->second;
  } else if (column.ends_with("_us")) {
    line[std::string(column.substr(0, column.size() - 3))] = base::format_rfc3339(base::from_micros(value));
  } else if (column.ends_with("local_s")) {
    line[std::string(column.substr(0, column.size() - 2))] =
        base::format_local(base::LocalTime(base::Seconds(value)));
  } else {
    line[std::string(column)] = value;
  }
}

}  // namespace

void dump(const Database& database, std::ostream& out) {
  const Codes codes = load_codes(database);
  for (const Table& table : tables()) {
    Statement statement = database.prepare(table.sql);
    while (statement.step()) {
      Json line;
      line["table"] = table.name;
      for (int i = 0; i < statement.columns(); ++i) {
        print_value(line, statement.column_name(i), statement, i, codes);
      }
      out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
  }
}

}  // namespace faultline::store
