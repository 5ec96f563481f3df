#include "contract/expected_facts.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>

#include "base/time.hpp"
#include "model/moment_json.hpp"
#include "model/scope.hpp"

namespace faultline::test {

namespace {

using nlohmann::ordered_json;

void put(ordered_json& line, const char* key, const std::string& value) {
  if (!value.empty()) line[key] = value;
}

std::string place(int row, int column, const std::string& pointer) {
  std::string text = row > 0 ? std::to_string(row) + ":" + std::to_string(column) : "";
  return pointer.empty() ? text : text + "#" + pointer;
}

ordered_json line_of(const model::Event& event) {
  ordered_json line;
  line["event"] = model::to_string(event.kind);
  put(line, "where", place(event.location.line, event.location.column, event.location.pointer));
  line["when"] = model::moment_to_json(event.when);
  if (event.until) line["until"] = model::moment_to_short_json(*event.until);
  put(line, "incident", event.incident_id);
  put(line, "incident_title", event.incident_title);
  if (event.status != model::PostStatus::none) line["status"] = model::to_string(event.status);
  if (event.old_level) line["old_level"] = model::to_string(*event.old_level);
  if (event.level) line["level"] = model::to_string(*event.level);
  for (const auto& scope : event.scopes) line["scopes"].push_back(model::to_string(scope));
  put(line, "title", event.title);
  put(line, "body", event.body);
  put(line, "id", event.update_id);
  if (event.edited_at) line["edited_at"] = base::format_rfc3339(*event.edited_at);
  put(line, "version", event.version);
  put(line, "deploy_kind", event.deploy_kind);
  put(line, "actor", event.actor);
  put(line, "url", event.url);
  put(line, "outcome", event.outcome);
  put(line, "fingerprint", event.fingerprint);
  if (event.pending_seconds) line["pending_seconds"] = *event.pending_seconds;
  put(line, "note", event.note);
  return line;
}

ordered_json line_of(const model::RollupStream& stream, const model::RollupMinute& minute) {
  ordered_json line;
  line["minute"] = base::format_rfc3339(minute.minute);
  line["scope"] = model::to_string(stream.scope);
  put(line, "version", stream.version);
  line["requests"] = minute.requests;
  line["errors"] = minute.errors;
  if (minute.slow) line["slow"] = *minute.slow;
  for (const auto& [bucket, count] : minute.latency.counts)
    line["latency"][std::to_string(model::latency_bucket_floor(bucket))] = count;
  if (minute.first_error) {
    line["first_error"] = base::format_rfc3339(minute.first_error->at);
    line["first_error_line"] = minute.first_error->text;
    put(line, "where",
        place(minute.first_error->location.line, minute.first_error->location.column,
              minute.first_error->location.pointer));
  }
  if (minute.last_error) line["last_error"] = base::format_rfc3339(*minute.last_error);
  return line;
}

}  // namespace

std::string expected_lines(const model::SourceFacts& facts) {
  std::string text;
  const auto add = [&](const ordered_json& line) { text += line.dump() + "\n"; };
  for (const auto& event : facts.events) add(line_of(event));
  for (const auto& stream : facts.rollups.streams) {
    for (const auto& minute : stream.minutes) add(line_of(stream, minute));
  }
  for (const auto& diagnostic : facts.diagnostics) {
    ordered_json line;
    line["diagnostic"] = base::to_string(diagnostic.severity);
    put(line, "where", place(diagnostic.line, diagnostic.column, diagnostic.pointer));
    line["message"] = diagnostic.message;
    add(line);
  }
  ordered_json source;
  source["source"] = facts.source.reader;
  put(source, "title", facts.source.title);
  put(source, "organisation", facts.source.organisation);
  put(source, "zone", facts.source.zone);
  source["read"] = facts.source.records_read;
  if (facts.source.records_rolled_up > 0) source["rolled_up"] = facts.source.records_rolled_up;
  for (const auto& ignored : facts.ignored) source["ignored"][ignored.reason] = ignored.count;
  add(source);
  return text;
}

}  // namespace faultline::test
