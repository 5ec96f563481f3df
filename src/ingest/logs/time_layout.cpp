#include "ingest/logs/time_layout.hpp"

#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

constexpr std::string_view kLetters = "YmdeHMSbafz";
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int kNoYear = 1972;  // a leap year, so that 29 February stands until LogClock knows better

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What a layout reads from a text, field by field; every take leaves `place` alone where it fails.
struct Scan {
  std::string_view text;
  std::size_t place = 0;

  char peek() const { return place < text.size() ? text[place] : '\0'; }

  bool take(char c) {
    if (place >= text.size() || text[place] != c) return false;
    ++place;
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (text.size() - place < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text[place + i])) return std::nullopt;
      value = value * 10 + (text[place + i] - '0');
    }
    place += count;
    return value;
  }

  bool two(int& value, int most) {
    const auto read = digits(2);
    if (!read || *read > most) return false;
    value = *read;
    return true;
  }

  bool month(int& value) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      if (!base::equals_ignoring_case(text.substr(place, 3), kMonths[i])) continue;
      value = static_cast<int>(i) + 1;
      place += 3;
      return true;
    }
    return false;
  }

  bool day(int& value) {
    take(' ');
    const auto read =
        is_digit(peek()) && place + 1 < text.size() && is_digit(text[place + 1]) ? digits(2) : digits(1);
    value = read.value_or(0);
    return read.has_value();
  }

  bool offset(std::optional<minutes>& value) {
    if (place == text.size()) return true;
    take(' ');
    if (take('Z') || take('z')) {
      value = minutes(0);
      return true;
    }
    const int sign = peek() == '-' ? -1 : 1;
    if (!take('+') && !take('-')) return false;
    int hours = 0, rest = 0;
    if (!two(hours, 23)) return false;
    if ((take(':') || is_digit(peek())) && !two(rest, 59)) return false;
    value = minutes(sign * (hours * 60 + rest));
    return true;
  }

  void fraction() {
    const std::size_t begin = place;
    if (!take('.') && !take(',')) return;
    while (is_digit(peek())) ++place;
    if (place == begin + 1) place = begin;
  }
};

}  // namespace

std::optional<microseconds> read_seconds(std::string_view text) {
  Scan scan{text};
  int seconds = 0;
  if (!scan.two(seconds, 59)) return std::nullopt;
  std::int64_t micros = seconds;
  int digits = 0;
  if (scan.take('.') || scan.take(',')) {
    if (!is_digit(scan.peek())) return std::nullopt;
    for (; is_digit(scan.peek()); ++scan.place) {
      if (digits == 6) continue;
      micros = micros * 10 + (scan.peek() - '0');
      ++digits;
    }
  }
  if (scan.place != text.size()) return std::nullopt;
  for (; digits < 6; ++digits) micros *= 10;
  return microseconds(micros);
}

TimeLayout::TimeLayout(std::string_view layout) : layout_(layout) {
  for (std::size_t i = 0; i < layout_.size(); ++i) {
    if (layout_[i] != '%') continue;
    if (++i == layout_.size() || kLetters.find(layout_[i]) == kLetters.npos) {
      throw base::Error(fmt::format(
          "'{}' is no layout of a time; after a percent sign there may be one of {}", layout, kLetters));
    }
  }
}

TimeLayout TimeLayout::iso() {
  return TimeLayout("%Y-%m-%dT%H:%M:%S%f%z");
}

std::optional<StampMinute> TimeLayout::parse(std::string_view text) const {
  Scan scan{text};
  StampMinute stamp;
  int year = kNoYear, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  stamp.has_year = false;
  for (std::size_t i = 0; i < layout_.size(); ++i) {
    bool is_good = true;
    if (layout_[i] == 'T') {
      is_good = scan.take('T') || scan.take('t') || scan.take(' ');
    } else if (layout_[i] != '%') {
      is_good = scan.take(layout_[i]);
    } else {
      switch (layout_[++i]) {
        case 'Y': {
          const auto read = scan.digits(4);
          is_good = stamp.has_year = read.has_value();
          year = read.value_or(0);
          break;
        }
        case 'm':
          is_good = scan.two(month, 12);
          break;
        case 'd':
          is_good = scan.two(day, 31);
          break;
        case 'e':
          is_good = scan.day(day);
          break;
        case 'b':
          is_good = scan.month(month);
          break;
        case 'a':
          scan.place += 3;
          is_good = scan.place <= text.size();
          break;
        case 'H':
          is_good = scan.two(hour, 23);
          break;
        case 'M':
          is_good = scan.two(minute, 59);
          break;
        case 'S':
          stamp.seconds_at = scan.place;
          is_good = scan.two(second, 59);
          stamp.seconds_end = scan.place;
          break;
        case 'f':
          scan.fraction();
          stamp.seconds_end = scan.place;
          break;
        case 'z':
          is_good = scan.offset(stamp.offset);
          break;
      }
    }
    if (!is_good) return std::nullopt;
  }
  if (scan.place != text.size() || stamp.seconds_end == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  // The years of base::parse_rfc3339.
  if (!date.ok() || year < 1678 || year > 2261) return std::nullopt;
  stamp.minute = base::LocalTime(std::chrono::sys_days(date).time_since_epoch()) + std::chrono::hours(hour) +
                 minutes(minute);
  return stamp;
}

}  // namespace faultline::ingest::logs
