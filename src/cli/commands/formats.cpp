// formats: the readers.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "ingest/reader.hpp"
#include "render/json.hpp"
#include "render/table.hpp"

namespace faultline::cli {

namespace {

class Formats : public Command {
 public:
  void setup(Options&) override {}

  int run(Session& session) override {
    if (session.format() == "json") {
      render::Json json = render::Json::object();
      json["readers"] = render::Json::array();
      for (const ingest::Reader& reader : ingest::readers()) {
        json["readers"].push_back({{"name", reader.name}, {"summary", reader.summary}});
      }
      session.out() << render::printed(json);
      return kDone;
    }
    render::Table table;
    table.columns = {{"reader"}, {"reads", render::Align::left, 20}};
    for (const ingest::Reader& reader : ingest::readers()) {
      table.rows.push_back({{std::string(reader.name), render::Tint::bold}, {std::string(reader.summary)}});
    }
    session.out() << render::to_text(table, session.style())
                  << "\nany of them may be packed: gz, zst, xz, bz2, tar, zip; - is standard input\n";
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_formats() {
  return std::make_unique<Formats>();
}

}  // namespace faultline::cli
