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
  put(line, "note", event.note);
  return line;
}

}  // namespace

std::string expected_lines(const model::SourceFacts& facts) {
  std::string text;
  const auto add = [&](const ordered_json& line) { text += line.dump() + "\n"; };
  for (const auto& event : facts.events) add(line_of(event));
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
  for (const auto& ignored : facts.ignored) source["ignored"][ignored.reason] = ignored.count;
  add(source);
  return text;
}

}  // namespace faultline::test
