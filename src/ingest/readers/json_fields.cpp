#include "ingest/readers/json_fields.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

std::string_view type_name(dom::element value) {
  switch (value.type()) {
    case dom::element_type::ARRAY:
      return "a list";
    case dom::element_type::OBJECT:
      return "an object";
    case dom::element_type::STRING:
      return "a string";
    case dom::element_type::BOOL:
      return "true or false";
    case dom::element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

std::string JsonObject::pointer_to(std::string_view key) const {
  return fmt::format("{}/{}", pointer_, key);
}

std::optional<dom::element> JsonObject::value(std::string_view key) const {
  dom::element found;
  if (object_.at_key(key).get(found) != simdjson::SUCCESS || found.is_null()) return std::nullopt;
  return found;
}

void JsonObject::tell_type(std::string_view key, dom::element found, std::string_view wanted) const {
  sink_->remark(at(pointer_to(key)),
                fmt::format("'{}' is {} where {} is expected; left out", key, type_name(found), wanted));
}

bool JsonObject::has(std::string_view key) const {
  return value(key).has_value();
}

std::string_view JsonObject::text(std::string_view key) const {
  const auto found = value(key);
  if (!found) return {};
  std::string_view text;
  if (found->get(text) != simdjson::SUCCESS) tell_type(key, *found, "a string");
  return text;
}

std::optional<base::Instant> JsonObject::time(std::string_view key) const {
  const std::string_view written = text(key);
  if (written.empty()) return std::nullopt;
  const auto instant = base::parse_rfc3339(written);
  if (!instant) {
    sink_->remark(at(pointer_to(key)), fmt::format("'{}' is no time such as 2026-05-05T01:17:00Z; left out",
                                                   base::printable(written)));
  }
  return instant;
}

bool JsonObject::flag(std::string_view key) const {
  const auto found = value(key);
  if (!found) return false;
  bool is_set = false;
  if (found->get(is_set) != simdjson::SUCCESS) tell_type(key, *found, "true or false");
  return is_set;
}

std::optional<std::int64_t> JsonObject::integer(std::string_view key) const {
  const auto found = value(key);
  if (!found) return std::nullopt;
  std::int64_t number = 0;
  if (found->get(number) == simdjson::SUCCESS) return number;
  tell_type(key, *found, "a whole number");
  return std::nullopt;
}

std::optional<JsonObject> JsonObject::object(std::string_view key) const {
  const auto found = value(key);
  if (!found) return std::nullopt;
  dom::object inner;
  if (found->get(inner) != simdjson::SUCCESS) {
    tell_type(key, *found, "an object");
    return std::nullopt;
  }
  return JsonObject(inner, pointer_to(key), *sink_, line_);
}

std::optional<dom::array> JsonObject::array(std::string_view key) const {
  const auto found = value(key);
  if (!found) return std::nullopt;
  dom::array inner;
  if (found->get(inner) != simdjson::SUCCESS) {
    tell_type(key, *found, "a list");
    return std::nullopt;
  }
  return inner;
}

JsonError locate_json_error(std::string_view text, std::string_view otherwise) {
  JsonError error{{}, std::string(otherwise), {}};
  try {
    // Only the position is wanted: the callback keeps nothing.
    const auto discard = nlohmann::json::parse(
        text, [](int, nlohmann::json::parse_event_t, nlohmann::json&) { return false; });
    return error;
  } catch (const nlohmann::json::parse_error& failed) {
    const std::size_t offset = std::min(failed.byte > 0 ? failed.byte - 1 : 0, text.size());
    error.where = LineIndex(text).at(offset);
    // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error ... - unexpected ..."
    const std::string_view what = failed.what();
    const auto detail = what.rfind(" - ");
    const std::string_view reason = detail == what.npos ? otherwise : what.substr(detail + 3);
    error.message = fmt::format("no valid JSON: {}", base::printable(reason.substr(0, 160)));
    const std::size_t begin = offset - static_cast<std::size_t>(error.where.column - 1);
    error.excerpt = std::string(text.substr(begin, text.find('\n', begin) - begin));
    return error;
  }
}

}  // namespace faultline::ingest::formats
