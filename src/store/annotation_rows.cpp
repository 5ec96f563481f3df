#include "store/annotation_rows.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "store/codec.hpp"
#include "store/facts_key.hpp"

namespace faultline::store {

namespace {

void write_anchors(const Database& database, std::string_view table, std::int64_t row,
                   const std::vector<std::string>& anchors) {
  Statement statement = database.prepare(insert_sql(table, "annotation_row, position, anchor"));
  std::int64_t position = 0;
  for (const std::string& anchor : anchors) statement.put(row).put(position++).put(anchor).run();
}

model::Annotation read_annotation(Row& row) {
  model::Annotation annotation;
  annotation.id = row.text();
  annotation.kind = row.one_of(model::AnnotationKind::undo);
  annotation.incident_id = row.text();
  annotation.milestone = row.maybe_one_of(model::MilestoneKind::postmortem_published);
  annotation.when = read_maybe_moment(row);
  annotation.level = row.one_of(model::Level::major_outage);
  annotation.text = row.text();
  annotation.undoes = row.text();
  annotation.reason = row.text();
  annotation.author = row.text();
  annotation.made_at = base::from_micros(row.integer());
  return annotation;
}

}  // namespace

Added write_annotation(const Database& database, const model::Annotation& annotation) {
  Statement find = database.prepare("SELECT 1 FROM annotation WHERE id = ?");
  if (find.put(annotation.id).step()) return Added::known;
  const std::string key = combined_key(annotations_key(database), annotation.id);
  Statement insert = database.prepare(insert_sql(
      "annotation", fmt::format("id, kind, incident_id, milestone, {}, level, text, undoes, reason, author, "
                                "made_at_us, annotations_key",
                                moment_columns("when_"))));
  MomentText when;
  insert.put(annotation.id).put(annotation.kind).put(annotation.incident_id).put(annotation.milestone);
  when.put(insert, annotation.when);
  insert.put(annotation.level).put(annotation.text).put(annotation.undoes).put(annotation.reason);
  insert.put(annotation.author).put(base::to_micros(annotation.made_at)).put(key).run();
  const std::int64_t row = insert.last_insert_id();
  write_anchors(database, "annotation_anchor", row, annotation.anchors);
  write_anchors(database, "annotation_other", row, annotation.others);
  ScopeWriter scopes(database);
  Statement scope_of = database.prepare(insert_sql("annotation_scope", "annotation_row, position, scope_id"));
  std::int64_t position = 0;
  for (const model::Scope& scope : annotation.scopes)
    scope_of.put(row).put(position++).put(scopes.id_of(scope)).run();
  return Added::added;
}

std::vector<model::Annotation> load_annotations(const Database& database) {
  std::vector<model::Annotation> annotations;
  std::unordered_map<std::int64_t, std::size_t> places;  // row -> index
  Statement statement = database.prepare(
      fmt::format("SELECT row, id, kind, incident_id, milestone, {}, level, text, undoes, reason, author, "
                  "made_at_us FROM annotation ORDER BY made_at_us, id",
                  moment_columns("when_")));
  while (statement.step()) {
    Row row(statement);
    places.emplace(row.integer(), annotations.size());
    annotations.push_back(read_annotation(row));
  }
  if (annotations.empty()) return annotations;
  const auto each_child = [&](std::string_view sql, auto attach) {
    Statement children = database.prepare(sql);
    while (children.step()) {
      const auto place = places.find(children.integer(0));
      if (place == places.end()) children.refuse_value(0, children.integer(0));
      attach(annotations[place->second], children);
    }
  };
  each_child("SELECT annotation_row, anchor FROM annotation_anchor ORDER BY annotation_row, position",
             [](model::Annotation& to, const Statement& row) { to.anchors.emplace_back(row.text(1)); });
  each_child("SELECT annotation_row, anchor FROM annotation_other ORDER BY annotation_row, position",
             [](model::Annotation& to, const Statement& row) { to.others.emplace_back(row.text(1)); });
  const ScopeTable scopes(database);
  each_child(
      "SELECT annotation_row, scope_id FROM annotation_scope ORDER BY annotation_row, position",
      [&](model::Annotation& to, const Statement& row) { to.scopes.push_back(scopes.at(row.integer(1))); });
  return annotations;
}

}  // namespace faultline::store
