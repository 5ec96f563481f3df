// Fields of a JSON object with their checks: a wrong type is told with its pointer and counts as absent.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "ingest/fact_sink.hpp"

namespace faultline::ingest::formats {

// One object and its RFC 6901 pointer.
class JsonObject {
 public:
  JsonObject(simdjson::dom::object object, std::string pointer, FactSink& sink)
      : object_(object), pointer_(std::move(pointer)), sink_(&sink) {}

  const std::string& pointer() const { return pointer_; }
  std::string pointer_to(std::string_view key) const;
  model::Location location() const { return {0, 0, pointer_}; }

  bool has(std::string_view key) const;  // and it is not null
  // Empty where absent, null or of another type.
  std::string_view text(std::string_view key) const;
  // Absent likewise, and where the text is no RFC 3339 time (told).
  std::optional<base::Instant> time(std::string_view key) const;
  bool flag(std::string_view key) const;
  std::optional<JsonObject> object(std::string_view key) const;
  std::optional<simdjson::dom::array> array(std::string_view key) const;

 private:
  std::optional<simdjson::dom::element> value(std::string_view key) const;
  void tell_type(std::string_view key, simdjson::dom::element value, std::string_view wanted) const;

  simdjson::dom::object object_;
  std::string pointer_;
  FactSink* sink_;
};

std::string_view type_name(simdjson::dom::element value);  // "a number"

// Where and why `text` is no JSON, as line, column and message; the second parser is slower but says it.
struct JsonError {
  model::Location where;
  std::string message;
  std::string excerpt;
};
JsonError locate_json_error(std::string_view text, std::string_view otherwise);

}  // namespace faultline::ingest::formats
