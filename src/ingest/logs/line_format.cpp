#include "ingest/logs/line_format.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "base/embedded.hpp"
#include "base/error.hpp"

namespace faultline::ingest::logs {

namespace {

using nlohmann::json;
using re2::RE2;
using re2::StringPiece;

constexpr std::array<std::string_view, kGroups> kGroupNames = {
    "time",      "cluster",   "service", "version", "status",  "level",  "latency",
    "latency_2", "latency_3", "host",    "path",    "request", "message"};
constexpr int kMostGroups = 16;  // captured of one pattern

std::size_t group_index(Group group) {
  return static_cast<std::size_t>(group);
}

[[noreturn]] void fail(const std::string& path, const std::string& message) {
  throw base::Error(fmt::format("{}: {}", path, message));
}

std::unique_ptr<RE2> compile(const std::string& expression, const std::string& path) {
  RE2::Options options(RE2::Latin1);  // bytes: a log need not be UTF-8
  options.set_log_errors(false);
  auto compiled = std::make_unique<RE2>(expression, options);
  if (!compiled->ok()) fail(path, fmt::format("'{}' is no pattern: {}", expression, compiled->error()));
  return compiled;
}

// A pattern is written in pieces, one after the other, so that it can be read.
std::string joined(const json& pieces) {
  std::string text;
  for (const json& piece : pieces) text += piece.get<std::string>();
  return text;
}

std::string_view as_view(const StringPiece& piece) {
  return {piece.data(), piece.size()};
}

StringPiece as_piece(std::string_view text) {
  return {text.data(), text.size()};
}

// "GET /path?x=1 HTTP/1.1" -> "/path?x=1"; empty where there is no second word.
std::string_view path_of_request(std::string_view request) {
  const auto begin = request.find(' ');
  if (begin == request.npos) return {};
  const std::string_view rest = request.substr(begin + 1);
  return rest.substr(0, rest.find(' '));
}

}  // namespace

LineFormat::LineFormat(std::string_view text, const std::string& path) {
  try {
    const json spec = json::parse(text);
    name_ = spec.at("name").get<std::string>();
    title_ = spec.at("title").get<std::string>();
    if (spec.contains("time")) layout_ = TimeLayout(spec.at("time").get<std::string>());
    if (spec.contains("latency_unit")) {
      const auto unit = parse_latency_unit(spec.at("latency_unit").get<std::string>());
      if (!unit) fail(path, "'latency_unit' is none of s, ms, us, ns");
      latency_unit_ = *unit;
    }
    for (const json& pieces : spec.at("patterns")) {
      Pattern pattern;
      pattern.expression = compile(joined(pieces), path);
      pattern.count = pattern.expression->NumberOfCapturingGroups() + 1;
      if (pattern.count > kMostGroups)
        fail(path, fmt::format("a pattern has more than {} groups", kMostGroups - 1));
      for (const auto& [name, index] : pattern.expression->NamedCapturingGroups()) {
        const auto known = std::find(kGroupNames.begin(), kGroupNames.end(), name);
        if (known == kGroupNames.end())
          fail(path, fmt::format("'{}' is no group that tells something", name));
        pattern.groups.emplace_back(static_cast<Group>(known - kGroupNames.begin()), index);
      }
      const auto is_time = [](const auto& group) { return group.first == Group::time; };
      if (std::none_of(pattern.groups.begin(), pattern.groups.end(), is_time))
        fail(path, "a pattern has no group 'time'");
      patterns_.push_back(std::move(pattern));
    }
    if (spec.contains("ignored")) {
      for (const json& entry : spec.at("ignored"))
        ignored_.push_back(
            {compile(entry.at("pattern").get<std::string>(), path), entry.at("reason").get<std::string>()});
    }
  } catch (const json::exception& error) {
    fail(path, fmt::format("this describes no log format: {}", error.what()));
  }
}

LineFormat::~LineFormat() = default;
LineFormat::LineFormat(LineFormat&&) noexcept = default;
LineFormat& LineFormat::operator=(LineFormat&&) noexcept = default;

std::optional<LineFormat::Groups> LineFormat::match(std::string_view line) const {
  std::array<StringPiece, kMostGroups> found;
  for (const Pattern& pattern : patterns_) {
    if (!pattern.expression->Match(as_piece(line), 0, line.size(), RE2::ANCHOR_START, found.data(),
                                   pattern.count))
      continue;
    Groups groups;
    for (const auto& [group, index] : pattern.groups) {
      const std::string_view text = as_view(found[static_cast<std::size_t>(index)]);
      if (text != "-") groups[group_index(group)] = text;
    }
    return groups;
  }
  return std::nullopt;
}

std::string_view LineFormat::ignored_for(std::string_view line) const {
  for (const Ignored& entry : ignored_) {
    if (entry.expression->Match(as_piece(line), 0, line.size(), RE2::ANCHOR_START, nullptr, 0))
      return entry.reason;
  }
  return {};
}

LogRecord LineFormat::record(const Groups& groups, LogClock& clock, int line) const {
  const auto text = [&](Group group) { return groups[group_index(group)]; };
  LogRecord record;
  record.at = clock.read(text(Group::time), line);
  record.cluster = text(Group::cluster);
  record.service = text(Group::service);
  record.version = text(Group::version);
  record.cluster_field = kGroupNames[group_index(Group::cluster)];
  record.service_field = kGroupNames[group_index(Group::service)];
  record.version_field = kGroupNames[group_index(Group::version)];
  record.host = text(Group::host);
  record.path = text(Group::path).empty() ? path_of_request(text(Group::request)) : text(Group::path);
  record.status = read_status(text(Group::status));
  for (const Group group : {Group::latency, Group::latency_2, Group::latency_3}) {
    if (const auto micros = read_latency(text(group), latency_unit_))
      record.latency_us = record.latency_us.value_or(0) + *micros;
  }
  record.is_severe = is_severe(text(Group::level));
  record.has_message = !text(Group::message).empty();
  return record;
}

std::span<const LineFormat> line_formats() {
  static const std::vector<LineFormat> kFormats = [] {
    std::vector<LineFormat> formats;
    for (const base::EmbeddedFile& file : base::embedded_files()) {
      if (file.path.starts_with("schemas/logs/")) formats.emplace_back(file.content, std::string(file.path));
    }
    std::sort(formats.begin(), formats.end(),
              [](const auto& a, const auto& b) { return a.name() < b.name(); });
    return formats;
  }();
  return kFormats;
}

}  // namespace faultline::ingest::logs
