// doctor: health of the database, its sources, what could not be read.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "render/json.hpp"
#include "render/table.hpp"

namespace faultline::cli {

namespace {

std::vector<model::Source> sources_by_name(const store::Store& store) {
  std::vector<model::Source> sources = store.load_facts().sources;
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.digest) < std::tie(b.name, b.digest);
  });
  return sources;
}

std::string health_text(const store::Store::Health& health, const std::string& path) {
  std::string text;
  const auto line = [&](std::string_view label, const std::string& value) {
    text += fmt::format("{:<14}{}\n", label, value);
  };
  line("database", path);
  line("schema", fmt::format("version {}", health.schema_version));
  line("size", fmt::format("{} bytes", health.bytes));
  line("sources", std::to_string(health.sources));
  line("events", std::to_string(health.events));
  line("rollups", std::to_string(health.rollups));
  line("claims", std::to_string(health.claims));
  line("annotations", std::to_string(health.annotations));
  line("seals", std::to_string(health.seals));
  line("diagnostics", std::to_string(health.diagnostics));
  line("integrity", render::one_line(health.integrity));
  line("foreign keys", health.foreign_key_violations == 0
                           ? "ok"
                           : fmt::format("{} violations", health.foreign_key_violations));
  return text;
}

std::string sources_text(const std::vector<model::Source>& sources, const render::Style& style) {
  using render::Align;
  render::Table table;
  table.columns = {{"source", Align::left, 20},
                   {"reader"},
                   {"bytes", Align::right},
                   {"read", Align::right},
                   {"rolled up", Align::right},
                   {"ignored", Align::right},
                   {"digest"}};
  for (const model::Source& source : sources) {
    table.rows.push_back({{source.name},
                          {source.reader.empty() ? "-" : source.reader},
                          {std::to_string(source.bytes)},
                          {std::to_string(source.records_read)},
                          {std::to_string(source.records_rolled_up)},
                          {std::to_string(source.records_ignored)},
                          {source.digest.substr(0, 12)}});
  }
  return render::to_text(table, style);
}

std::string health_json(const store::Store::Health& health, const std::string& path,
                        const std::vector<model::Source>& sources,
                        const std::vector<base::Diagnostic>& diagnostics) {
  render::Json json = {{"database", path},
                       {"schema_version", health.schema_version},
                       {"bytes", health.bytes},
                       {"events", health.events},
                       {"rollups", health.rollups},
                       {"claims", health.claims},
                       {"annotations", health.annotations},
                       {"seals", health.seals},
                       {"integrity", health.integrity},
                       {"foreign_key_violations", health.foreign_key_violations}};
  json["sources"] = render::Json::array();
  for (const model::Source& source : sources) {
    render::Json one = {{"name", base::to_valid_utf8(source.name)}, {"digest", source.digest}};
    one["reader"] = source.reader.empty() ? render::Json(nullptr) : render::Json(source.reader);
    one["bytes"] = source.bytes;
    one["read"] = source.records_read;
    one["rolled_up"] = source.records_rolled_up;
    one["ignored"] = source.records_ignored;
    json["sources"].push_back(std::move(one));
  }
  json["diagnostics"] = render::Json::array();
  for (const base::Diagnostic& diagnostic : diagnostics)
    json["diagnostics"].push_back(render::diagnostic_json(diagnostic));
  return render::printed(json);
}

class Doctor : public Command {
 public:
  void setup(Options& options) override {
    options.flag("--dump", is_dump_, "print the whole content, ordered by content, a JSON object a line");
  }

  int run(Session& session) override {
    const store::Store store = session.open_store(store::OpenMode::read);
    if (is_dump_) {
      store.dump(session.out());
      return kDone;
    }
    const store::Store::Health health = store.check();
    const auto sources = sources_by_name(store);
    const auto diagnostics = store.load_diagnostics();
    if (session.format() == "json") {
      session.out() << health_json(health, session.database_path(), sources, diagnostics);
    } else {
      session.out() << health_text(health, session.database_path());
      if (!sources.empty()) session.out() << '\n' << sources_text(sources, session.style());
      if (!diagnostics.empty()) session.out() << "\nwhat could not be read, and remarks\n";
      for (const base::Diagnostic& diagnostic : diagnostics)
        session.out() << base::format_diagnostic(diagnostic);
    }
    return health.integrity == "ok" && health.foreign_key_violations == 0 ? kDone : kAnswerNo;
  }

 private:
  bool is_dump_ = false;
};

}  // namespace

std::unique_ptr<Command> make_doctor() {
  return std::make_unique<Doctor>();
}

}  // namespace faultline::cli
