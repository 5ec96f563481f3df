// Fields of a JSON object with their checks: a wrong type is told with its pointer and counts as absent.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "ingest/fact_sink.hpp"

namespace faultline::ingest::formats {

// One object and its RFC 6901 pointer; of several documents in one input also the line its document begins
// at.
class JsonObject {
 public:
  JsonObject(simdjson::dom::object object, std::string pointer, FactSink& sink, int line = 0)
      : object_(object), pointer_(std::move(pointer)), sink_(&sink), line_(line) {}

  const std::string& pointer() const { return pointer_; }
  std::string pointer_to(std::string_view key) const;
  model::Location location() const { return at(pointer_); }
  // The object's fields as they stand, for names that are not known before.
  simdjson::dom::object raw() const { return object_; }

  bool has(std::string_view key) const;  // and it is not null
  // Empty where absent, null or of another type.
  std::string_view text(std::string_view key) const;
  // Absent likewise, and where the text is no RFC 3339 time (told).
  std::optional<base::Instant> time(std::string_view key) const;
  bool flag(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<JsonObject> object(std::string_view key) const;
  std::optional<simdjson::dom::array> array(std::string_view key) const;

 private:
  std::optional<simdjson::dom::element> value(std::string_view key) const;
  void tell_type(std::string_view key, simdjson::dom::element value, std::string_view wanted) const;
  model::Location at(std::string pointer) const { return {line_, line_ > 0 ? 1 : 0, std::move(pointer)}; }

  simdjson::dom::object object_;
  std::string pointer_;
  FactSink* sink_;
  int line_ = 0;
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
