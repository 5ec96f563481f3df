// What is understood of one file, without a database: the facts the reader found and what follows from
// them alone. The JSON is the published answer that tools score (schemas/json/inspect.schema.json).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "model/facts.hpp"
#include "model/report.hpp"
#include "render/style.hpp"

namespace faultline::render {

struct Inspection {
  model::SourceFacts facts;
  model::Report report;  // analysed from these facts alone
  std::string bytes;     // the text, for the margin view
};

// A margin beside the file's own lines says what was read of each, then what follows from it.
std::string inspect_text(const Inspection& inspection, const Style& style);

// An object for one, an array for several.
std::string inspect_json(const std::vector<Inspection>& inspections);

// The incident whose milestones stand for the file: the one that the file tells first.
const model::Incident* first_incident(const Inspection& inspection);

}  // namespace faultline::render
