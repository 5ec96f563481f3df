// One event of our own format, from the fields of a JSON line or a CSV row. Checks what
// schemas/json/event.schema.json says, with a message for each thing that can be wrong.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string_view>

#include "ingest/reader.hpp"

namespace faultline::ingest::formats {

bool is_event_field(std::string_view name);

// The JSON value of a CSV cell that is not blank: a number where the field is one, else text.
nlohmann::json csv_value(std::string_view name, std::string_view cell);

// Remarks a name that is no field, with the nearest one.
void tell_unknown_field(std::string_view name, std::string_view line, model::Location where, FactSink& sink);

// Exactly one event or one rejected record. `line` is shown in diagnostics.
void read_event_fields(const nlohmann::json& fields, std::string_view line, model::Location where,
                       const ReadOptions& options, FactSink& sink);

}  // namespace faultline::ingest::formats
