#include "ingest/logs/json_record.hpp"

#include <simdjson.h>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr int kNoRank = std::numeric_limits<int>::max();

std::size_t part_index(Part part) {
  return static_cast<std::size_t>(part);
}

}  // namespace

bool is_too_deep(std::string_view json) {
  const auto opened = std::count(json.begin(), json.end(), '{') + std::count(json.begin(), json.end(), '[');
  if (opened <= static_cast<std::ptrdiff_t>(kMostJsonDepth)) return false;
  std::size_t depth = 0;
  bool is_quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (is_quoted) {
      if (c == '\\') ++i;
      if (c == '"') is_quoted = false;
    } else if (c == '"') {
      is_quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMostJsonDepth) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

struct JsonRecord::Parser {
  ondemand::parser parser;
  ondemand::document document;
};

// The walk through an object; recursion is as deep as the names of the map have dots.
struct JsonRecord::Walk {
  JsonRecord& self;

  simdjson::error_code object(ondemand::object object, std::size_t prefix) {
    for (auto item : object) {
      ondemand::field field;
      if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS) return error;
      if (const auto error = one(field, prefix); error != simdjson::SUCCESS) return error;
    }
    return simdjson::SUCCESS;
  }

  simdjson::error_code one(ondemand::field& field, std::size_t prefix) {
    const char* raw = field.key().raw();
    const char* end = raw;
    while (*end != '"' && *end != '\\') ++end;
    if (*end == '\\') return simdjson::SUCCESS;  // no name that we look for needs escapes
    const std::string_view key(raw, static_cast<std::size_t>(end - raw));
    const FieldMap::Entry* entry = nullptr;
    if (prefix == 0) {
      entry = self.map_.find(key);
    } else {
      self.path_.resize(prefix);
      self.path_.append(key);
      entry = self.map_.find(self.path_);
    }
    if (entry == nullptr) return simdjson::SUCCESS;
    ondemand::value value = field.value();
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != simdjson::SUCCESS) return error;
    switch (type) {
      case ondemand::json_type::object: {
        if (!entry->is_prefix) return simdjson::SUCCESS;
        ondemand::object inner;
        if (const auto error = value.get_object().get(inner); error != simdjson::SUCCESS) return error;
        if (prefix == 0) self.path_.assign(key);
        self.path_.push_back('.');
        return object(inner, self.path_.size());
      }
      case ondemand::json_type::string: {
        if (entry->uses.empty()) return simdjson::SUCCESS;
        std::string_view text;
        if (const auto error = value.get_string().get(text); error != simdjson::SUCCESS) return error;
        self.take(*entry, {text, false});
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::number:
        self.take(*entry, {base::trim(value.raw_json_token()), true});
        return simdjson::SUCCESS;
      default:
        return simdjson::SUCCESS;
    }
  }
};

JsonRecord::JsonRecord(const FieldMap& map, LogClock& clock)
    : map_(map), clock_(clock), parser_(std::make_unique<Parser>()) {}

JsonRecord::~JsonRecord() = default;

std::string JsonRecord::read(std::string_view text, int line, LogRecord& record) {
  record_ = &record;
  line_ = line;
  ranks_.fill(kNoRank);
  program_ = {};
  has_numeric_level_ = false;
  if (is_too_deep(text)) return fmt::format("JSON nested deeper than {}; left out", kMostJsonDepth);

  auto& document = parser_->document;
  auto error = parser_->parser.iterate(text.data(), text.size(), text.size() + kLinePadding).get(document);
  if (error == simdjson::UTF8_ERROR) {
    valid_ = base::to_valid_utf8(text);
    const std::size_t size = valid_.size();
    valid_.append(kLinePadding, '\0');
    error = parser_->parser.iterate(valid_.data(), size, valid_.size()).get(document);
  }
  ondemand::object object;
  if (error == simdjson::SUCCESS) error = document.get_object().get(object);
  if (error == simdjson::SUCCESS) error = Walk{*this}.object(object, 0);
  // A location behind the object is that of more text.
  if (error == simdjson::SUCCESS && document.current_location().error() == simdjson::SUCCESS)
    error = simdjson::TAPE_ERROR;
  if (error == simdjson::INCORRECT_TYPE) return "no JSON object; one per line is expected";
  if (error != simdjson::SUCCESS) return "no valid JSON; one object per line is expected";
  if (record.service.empty() && has_numeric_level_ && !program_.empty()) {
    record.service = program_;
    record.service_field = usual_spellings(Part::program).front();
  }
  return {};
}

void JsonRecord::take(const FieldMap::Entry& entry, Value value) {
  for (const FieldMap::Use& use : entry.uses) {
    if (use.rank < ranks_[part_index(use.part)]) take_part(use, entry.name, value);
  }
}

void JsonRecord::take_part(const FieldMap::Use& use, std::string_view field, Value value) {
  LogRecord& record = *record_;
  const auto take_name = [&](std::string_view& name, std::string_view& name_field) {
    if (base::trim(value.text).empty()) return false;
    name = value.text;
    name_field = field;
    return true;
  };
  const auto take_value = [](auto& target, auto read) {
    if (read) target = read;
    return read.has_value();
  };
  bool is_taken = true;
  switch (use.part) {
    case Part::time:
      is_taken = take_value(record.at, clock_.read(value.text, line_));
      break;
    case Part::cluster:
      is_taken = take_name(record.cluster, record.cluster_field);
      break;
    case Part::service:
      is_taken = take_name(record.service, record.service_field);
      break;
    case Part::version:
      is_taken = take_name(record.version, record.version_field);
      break;
    case Part::program:
      program_ = value.is_number ? std::string_view() : value.text;
      break;
    case Part::status:
      is_taken = take_value(record.status, read_status(value.text));
      break;
    case Part::level:
      is_taken = take_value(record.is_severe, is_severe(value.text));
      has_numeric_level_ = is_taken && value.is_number;
      break;
    case Part::latency:
      is_taken = take_value(record.latency_us, read_latency(value.text, use.unit));
      break;
    case Part::path:
      record.path = value.text;
      break;
    case Part::message:
      record.has_message = true;
      break;
  }
  if (is_taken) ranks_[part_index(use.part)] = use.rank;
}

}  // namespace faultline::ingest::logs
