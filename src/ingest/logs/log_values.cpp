#include "ingest/logs/log_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

constexpr int kSyslogError = 3;       // RFC 5424, 6.2.1
constexpr int kMostSyslog = 7;        // debug
constexpr int kLeastBunyan = 10;      // trace, of bunyan and pino
constexpr int kBunyanError = 50;      // fatal is 60
constexpr double kMostMicros = 1e15;  // 31 years: more is a mistake, and the last bucket anyway

constexpr std::array<std::string_view, 11> kSevere = {
    "error", "err", "fatal", "critical", "crit", "alert", "emerg", "emergency", "panic", "dpanic", "severe"};
constexpr std::array<std::string_view, 17> kHarmless = {
    "info", "information", "informational", "debug",  "warn",    "warning", "trace", "notice", "verbose",
    "fine", "finer",       "finest",        "config", "default", "inf",     "wrn",   "dbg"};

template <typename Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

double micros_in(LatencyUnit unit) {
  switch (unit) {
    case LatencyUnit::second:
      return 1e6;
    case LatencyUnit::millisecond:
      return 1e3;
    case LatencyUnit::microsecond:
      return 1;
    case LatencyUnit::nanosecond:
      return 1e-3;
  }
  return 1;
}

// The unit at the front of `text`, taken off; microseconds in it.
std::optional<double> take_unit(std::string_view& text) {
  struct Unit {
    std::string_view name;
    double micros;
  };
  // The longer names first: "ms" before "m". Both micro signs of Unicode.
  constexpr std::array<Unit, 8> kUnits = {{{"ns", 1e-3},
                                           {"us", 1},
                                           {"\xc2\xb5s", 1},
                                           {"\xce\xbcs", 1},
                                           {"ms", 1e3},
                                           {"s", 1e6},
                                           {"m", 60e6},
                                           {"h", 3600e6}}};
  for (const Unit& unit : kUnits) {
    if (!text.starts_with(unit.name)) continue;
    text.remove_prefix(unit.name.size());
    return unit.micros;
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> is_severe(std::string_view level) {
  level = base::trim(level);
  if (level.empty()) return std::nullopt;
  if (level.front() >= '0' && level.front() <= '9') {
    const auto number = whole_number<int>(level);
    if (!number) return std::nullopt;
    if (*number <= kMostSyslog) return *number <= kSyslogError;
    return *number >= kLeastBunyan ? std::optional(*number >= kBunyanError) : std::nullopt;
  }
  const std::string_view word = level.substr(0, level.find_first_of("+-"));
  const auto is_it = [&](std::string_view known) { return base::equals_ignoring_case(word, known); };
  if (std::any_of(kHarmless.begin(), kHarmless.end(), is_it)) return false;
  if (std::any_of(kSevere.begin(), kSevere.end(), is_it)) return true;
  return std::nullopt;
}

std::optional<int> read_status(std::string_view text) {
  const auto number = whole_number<int>(text);
  return number && *number >= 100 && *number <= 599 ? number : std::nullopt;
}

std::optional<LatencyUnit> parse_latency_unit(std::string_view text) {
  if (text == "s") return LatencyUnit::second;
  if (text == "ms") return LatencyUnit::millisecond;
  if (text == "us") return LatencyUnit::microsecond;
  if (text == "ns") return LatencyUnit::nanosecond;
  return std::nullopt;
}

std::optional<std::int64_t> read_latency(std::string_view text, LatencyUnit unit) {
  text = base::trim(text);
  if (text.empty()) return std::nullopt;
  double micros = 0;
  for (bool is_first = true; !text.empty(); is_first = false) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number) || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) {
      if (!is_first) return std::nullopt;  // "1m30": of what?
      micros = number * micros_in(unit);
      break;
    }
    if (text.front() == ' ') text.remove_prefix(1);
    const auto own = take_unit(text);
    if (!own) return std::nullopt;
    micros += number * *own;
  }
  return static_cast<std::int64_t>(std::llround(std::min(micros, kMostMicros)));
}

}  // namespace faultline::ingest::logs
