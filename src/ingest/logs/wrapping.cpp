#include "ingest/logs/wrapping.hpp"

#include <simdjson.h>

#include <algorithm>

#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kDockerMark = "{\"log\":\"";
constexpr std::size_t kDockerPart = std::size_t{16} << 10;  // moby, daemon/logger/copier.go
constexpr std::size_t kLongestName = 80;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_with_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  if (text.size() < kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? !is_digit(text[i]) : text[i] != kShape[i]) return false;
  }
  return true;
}

// The bar after "web-1  "; npos where the line does not begin so.
std::size_t compose_bar(std::string_view line) {
  const auto is_name = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  };
  std::size_t place = 0;
  while (place < line.size() && place < kLongestName && is_name(line[place])) ++place;
  if (place == 0) return line.npos;
  const std::size_t name_end = place;
  while (place < line.size() && place < kLongestName && line[place] == ' ') ++place;
  const bool is_bar = place > name_end && line.substr(place).starts_with("| ");
  return is_bar ? place : line.npos;
}

// "web-1" -> "web", "shop_web_2" -> "shop_web".
std::string_view without_replica(std::string_view name) {
  const auto last = name.find_last_not_of("0123456789");
  const bool has_number =
      last != name.npos && last > 0 && last + 1 < name.size() && (name[last] == '-' || name[last] == '_');
  return has_number ? name.substr(0, last) : name;
}

}  // namespace

struct Unwrapper::Docker {
  ondemand::parser parser;
  ondemand::document document;
};

Unwrapper::Unwrapper() : docker_(std::make_unique<Docker>()) {}
Unwrapper::~Unwrapper() = default;

Unwrapped Unwrapper::unwrap(std::string_view line) {
  if (line.starts_with('{')) {
    if (line.starts_with(kDockerMark)) return unwrap_docker(line);
    return {.text = line};
  }
  if (begins_with_date(line)) {
    if (const auto space = line.find(' '); space != line.npos) return unwrap_cri(line, space);
  }
  if (const auto bar = compose_bar(line); bar != line.npos) {
    Unwrapped result{.text = line.substr(bar + 2),
                     .service = without_replica(base::trim(line.substr(0, bar))),
                     .is_wrapped = true};
    if (begins_with_date(result.text)) {
      const auto space = std::min(result.text.find(' '), result.text.size());
      result.time = result.text.substr(0, space);
      result.text.remove_prefix(std::min(space + 1, result.text.size()));
    }
    return result;
  }
  return {.text = line};
}

Unwrapped Unwrapper::unwrap_cri(std::string_view line, std::size_t time_end) {
  const std::string_view rest = line.substr(time_end + 1);
  const bool is_out = rest.starts_with("stdout ");
  if (!is_out && !rest.starts_with("stderr ")) return {.text = line};
  const std::string_view tagged = rest.substr(7);
  const std::size_t tag_end = std::min(tagged.find(' '), tagged.size());
  const std::string_view tags = tagged.substr(0, tag_end);
  const std::string_view tag = tags.substr(0, tags.find(':'));
  if (tag != "F" && tag != "P") return {.text = line};
  return joined(is_out ? 0 : 1, tagged.substr(std::min(tag_end + 1, tagged.size())), tag == "P",
                {.time = line.substr(0, time_end), .is_wrapped = true});
}

Unwrapped Unwrapper::unwrap_docker(std::string_view line) {
  std::string_view log, stream, time;
  const bool is_docker =
      docker_->parser.iterate(line.data(), line.size(), line.size() + kLinePadding).get(docker_->document) ==
          simdjson::SUCCESS &&
      docker_->document["log"].get_string().get(log) == simdjson::SUCCESS &&
      docker_->document["stream"].get_string().get(stream) == simdjson::SUCCESS &&
      docker_->document["time"].get_string().get(time) == simdjson::SUCCESS;
  if (!is_docker) return {.text = line};
  const bool is_ended = log.ends_with('\n');
  if (is_ended) log.remove_suffix(log.ends_with("\r\n") ? 2 : 1);
  // Copied even where it is whole: behind simdjson's own memory there is no padding that we know of.
  return joined(stream == "stderr" ? 1 : 0, log, !is_ended && log.size() >= kDockerPart,
                {.time = time, .is_wrapped = true});
}

Unwrapped Unwrapper::joined(std::size_t stream, std::string_view text, bool is_part, Unwrapped around) {
  std::string& parts = parts_[stream];
  around.is_part = is_part;
  if (parts.size() + text.size() > kMostLineBytes) {
    around.is_too_long = true;
    parts.clear();
    return around;
  }
  if (is_part) {
    parts.append(text);
    return around;
  }
  whole_.swap(parts);
  parts.clear();
  const std::size_t before = whole_.size();
  whole_.append(text);
  const std::size_t size = before + text.size();
  whole_.append(kLinePadding, '\0');
  around.text = std::string_view(whole_).substr(0, size);
  return around;
}

bool Unwrapper::has_open_part() const {
  return !parts_[0].empty() || !parts_[1].empty();
}

void Unwrapper::clear() {
  for (std::string& part : parts_) part.clear();
}

}  // namespace faultline::ingest::logs
