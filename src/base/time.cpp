#include "base/time.hpp"

#include <fmt/format.h>

#include <array>

namespace faultline::base {

namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// The years for which 64 bits of nanoseconds suffice, so that other tools can take what we print.
constexpr int kFirstYear = 1678;
constexpr int kLastYear = 2261;
constexpr std::size_t kFractionDigits = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads a stamp from left to right; every function leaves the place alone where it fails.
class StampScanner {
 public:
  explicit StampScanner(std::string_view text) : text_(text) {}

  bool at_end() const { return place_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[place_]; }

  bool take_any_of(std::string_view characters) {
    if (at_end() || characters.find(text_[place_]) == std::string_view::npos) return false;
    ++place_;
    return true;
  }

  std::optional<int> take_digits(std::size_t count) {
    if (text_.size() - place_ < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = text_[place_ + i];
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    place_ += count;
    return value;
  }

  std::optional<int> take_bounded(std::size_t count, int most) {
    const auto value = take_digits(count);
    return value && *value <= most ? value : std::nullopt;
  }

  // Digits of a fraction of a second; what is finer than a microsecond is read and dropped.
  std::optional<microseconds> take_fraction() {
    if (!is_digit(peek())) return std::nullopt;
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; is_digit(peek()); ++place_, ++count) {
      if (count < kFractionDigits) value = value * 10 + (peek() - '0');
    }
    for (; count < kFractionDigits; ++count) value *= 10;
    return microseconds(value);
  }

 private:
  std::string_view text_;
  std::size_t place_ = 0;
};

std::optional<year_month_day> take_date(StampScanner& scan) {
  const auto year = scan.take_digits(4);
  if (!year || *year < kFirstYear || *year > kLastYear || !scan.take_any_of("-")) return std::nullopt;
  const auto month = scan.take_digits(2);
  if (!month || !scan.take_any_of("-")) return std::nullopt;
  const auto day = scan.take_digits(2);
  if (!day) return std::nullopt;
  const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// "15:29", "15:29:00". No 24:00 and no 60th second: neither stands for one instant in UTC arithmetic.
std::optional<std::chrono::seconds> take_clock(StampScanner& scan, bool* has_seconds = nullptr) {
  const auto hour = scan.take_bounded(2, 23);
  if (!hour || !scan.take_any_of(":")) return std::nullopt;
  const auto minute = scan.take_bounded(2, 59);
  if (!minute) return std::nullopt;
  int second = 0;
  if (scan.take_any_of(":")) {
    const auto read = scan.take_bounded(2, 59);
    if (!read) return std::nullopt;
    second = *read;
    if (has_seconds != nullptr) *has_seconds = true;
  }
  return std::chrono::seconds(*hour * 3600 + *minute * 60 + second);
}

// "Z", "+02:00", "+0200", "+02".
std::optional<std::chrono::minutes> take_offset(StampScanner& scan) {
  if (scan.take_any_of("Zz")) return std::chrono::minutes(0);
  const bool is_negative = scan.peek() == '-';
  if (!scan.take_any_of("+-")) return std::nullopt;
  const auto hours = scan.take_bounded(2, 23);
  if (!hours) return std::nullopt;
  int minutes = 0;
  const bool has_colon = scan.take_any_of(":");
  if (has_colon || is_digit(scan.peek())) {
    const auto read = scan.take_bounded(2, 59);
    if (!read) return std::nullopt;
    minutes = *read;
  }
  const std::chrono::minutes offset(*hours * 60 + minutes);
  return is_negative ? -offset : offset;
}

struct CivilTime {
  year_month_day date;
  std::chrono::hh_mm_ss<microseconds> clock;
};

CivilTime civil(microseconds since_epoch) {
  const auto days = std::chrono::floor<std::chrono::days>(since_epoch);
  return {year_month_day(sys_days(days)), std::chrono::hh_mm_ss<microseconds>(since_epoch - days)};
}

std::string format_date(year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
  StampScanner scan(text);
  const auto date = take_date(scan);
  if (!date || !scan.take_any_of("Tt ")) return std::nullopt;
  bool has_seconds = false;
  const auto clock = take_clock(scan, &has_seconds);
  if (!clock) return std::nullopt;
  microseconds fraction(0);
  if (has_seconds && scan.take_any_of(".,")) {
    const auto read = scan.take_fraction();
    if (!read) return std::nullopt;
    fraction = *read;
  }
  scan.take_any_of(" ");  // "2023-07-27 15:29:00 +0200", as git and Ruby print it
  const auto offset = take_offset(scan);
  if (!offset || !scan.at_end()) return std::nullopt;
  return Instant(sys_days(*date)) + *clock + fraction - *offset;
}

std::string format_rfc3339(Instant instant) {
  const auto [date, clock] = civil(instant.time_since_epoch());
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", format_date(date), clock.hours().count(),
                                 clock.minutes().count(), clock.seconds().count());
  if (const auto micros = clock.subseconds().count(); micros != 0) {
    text += micros % 1000 == 0 ? fmt::format(".{:03}", micros / 1000) : fmt::format(".{:06}", micros);
  }
  return text + 'Z';
}

std::string format_local(LocalTime local) {
  const auto [date, clock] = civil(local.time_since_epoch());
  std::string text =
      fmt::format("{}T{:02}:{:02}", format_date(date), clock.hours().count(), clock.minutes().count());
  if (clock.seconds().count() != 0) text += fmt::format(":{:02}", clock.seconds().count());
  return text;
}

std::optional<LocalTime> parse_local(std::string_view text) {
  StampScanner scan(text);
  const auto date = take_date(scan);
  if (!date) return std::nullopt;
  const auto midnight = LocalTime(sys_days(*date).time_since_epoch());
  if (scan.at_end()) return midnight;
  if (!scan.take_any_of("Tt ")) return std::nullopt;
  const auto clock = take_clock(scan);
  if (!clock || !scan.at_end()) return std::nullopt;
  return midnight + *clock;
}

std::string format_duration(Seconds duration) {
  struct Unit {
    std::uint64_t seconds;
    char letter;
  };
  constexpr std::array<Unit, 4> kUnits{{{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}}};
  const bool is_negative = duration.count() < 0;
  // Unsigned, so that the most negative duration has a magnitude.
  const auto count = static_cast<std::uint64_t>(duration.count());
  const std::uint64_t magnitude = is_negative ? 0 - count : count;
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    const auto [seconds, letter] = kUnits[i];
    if (magnitude < seconds) continue;
    std::string text = fmt::format("{}{}{}", is_negative ? "-" : "", magnitude / seconds, letter);
    if (i + 1 < kUnits.size()) {
      const auto [next_seconds, next_letter] = kUnits[i + 1];
      const auto rest = magnitude % seconds / next_seconds;
      if (rest != 0) text += fmt::format(" {}{}", rest, next_letter);
    }
    return text;
  }
  return "0m";
}

std::int64_t to_micros(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant from_micros(std::int64_t micros) {
  return Instant(microseconds(micros));
}

Instant floor_minute(Instant instant) {
  return std::chrono::floor<std::chrono::minutes>(instant);
}

}  // namespace faultline::base
