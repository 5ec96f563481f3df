#include "ingest/logs/log_clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace faultline::ingest::logs {

namespace {

using base::Instant;
using std::chrono::microseconds;

constexpr std::int64_t kEarliestSeconds = 100'000'000;  // 1973-03-03
constexpr std::size_t kMicrosDigits = 16;               // of microseconds in our time, from 2001 to 2286

constexpr std::size_t kDateBytes = 10;  // of "2026-03-04"

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

base::Zone zone_of(const ReadOptions& options) {
  const std::string& name = options.zone.empty() ? options.config_zone : options.zone;
  return (name.empty() ? std::nullopt : base::Zone::find(name)).value_or(base::Zone::utc());
}

// "1.772615553123e+09": only seconds are printed so, and a double holds them to a quarter of a microsecond.
std::optional<Instant> read_scientific(std::string_view text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 1e8 && seconds < 1e10))
    return std::nullopt;
  return Instant(microseconds(std::llround(seconds * 1e6)));
}

}  // namespace

std::optional<Instant> read_epoch(std::string_view text) {
  if (text.find_first_of("eE") != text.npos) return read_scientific(text);
  const std::size_t whole = std::min(text.find('.'), text.size());
  if (whole == 0 || whole > 19) return std::nullopt;
  // The digits as they stand, as many as microseconds have: those of the fraction follow those before the
  // point. Ten digits (nine until 2001) are seconds, three more milliseconds, and so on.
  const std::size_t finer = whole <= 11 ? 0 : whole <= 14 ? 3 : whole <= 17 ? 6 : 9;
  const std::size_t wanted = whole - finer + 6;
  std::int64_t micros = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == '.' && count == whole) continue;
    if (!is_digit(c)) return std::nullopt;
    if (count++ < wanted) micros = micros * 10 + (c - '0');
  }
  for (; count < wanted; ++count) micros *= 10;
  // 17 digits of microseconds are beyond the year 5000, and no time of a log.
  if (wanted > kMicrosDigits || micros < kEarliestSeconds * 1'000'000) return std::nullopt;
  return Instant(microseconds(micros));
}

AssumedZone::AssumedZone(const ReadOptions& options, FactSink& sink)
    : sink_(sink),
      zone_(zone_of(options)),
      is_guess_(options.zone.empty() && options.config_zone.empty()),
      published_(options.published) {}

Instant AssumedZone::to_utc(base::LocalTime local, int line) {
  if (is_guess_ && !std::exchange(told_zone_, true)) {
    sink_.remark({line, 1, {}},
                 "the times have no zone and are taken as UTC; give --zone where that is wrong");
  }
  const base::ZonedReading reading = zone_.to_utc(local);
  if (reading.kind == base::ZonedReading::Kind::fold && !std::exchange(told_fold_, true)) {
    sink_.remark({line, 1, {}},
                 "the clock went back, and times of that hour stand for two; the earlier is taken");
  }
  return reading.first;
}

std::optional<base::LocalTime> AssumedZone::with_year(base::LocalTime local, int line) {
  if (!published_) {
    if (!std::exchange(told_year_, true)) {
      sink_.remark({line, 1, {}}, "the times have no year; give --published with a date of that year");
    }
    return std::nullopt;
  }
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day written(day);
  const std::chrono::year_month_day date{published_->year(), written.month(), written.day()};
  if (!date.ok()) return std::nullopt;
  return base::LocalTime(std::chrono::sys_days(date).time_since_epoch()) + (local - day);
}

void AssumedZone::forget() {
  told_zone_ = told_fold_ = told_year_ = false;
}

LogClock::LogClock(TimeLayout layout, AssumedZone& zone) : layout_(std::move(layout)), zone_(zone) {}

std::optional<Instant> LogClock::same_minute(std::string_view text) const {
  if (text_.empty() || text.size() < seconds_at_ + 2 + behind_) return std::nullopt;
  const std::string_view known = text_;
  if (text.substr(0, seconds_at_) != known.substr(0, seconds_at_) ||
      text.substr(text.size() - behind_) != known.substr(known.size() - behind_)) {
    return std::nullopt;
  }
  const auto seconds = read_seconds(text.substr(seconds_at_, text.size() - behind_ - seconds_at_));
  return seconds ? std::optional(minute_ + *seconds) : std::nullopt;
}

std::optional<Instant> LogClock::read(std::string_view text, int line) {
  if (const auto instant = same_minute(text)) return instant;
  const auto stamp = layout_.parse(text);
  if (!stamp) {
    if (const auto instant = read_epoch(text)) return instant;
    // To the minute: "2026-03-04T09:12Z", "2026-03-04 09:12". A date alone is no time.
    if (const auto instant = base::parse_rfc3339(text)) return instant;
    const auto local = text.size() > kDateBytes ? base::parse_local(text) : std::nullopt;
    return local ? std::optional(zone_.to_utc(*local, line)) : std::nullopt;
  }
  base::LocalTime local = stamp->minute;
  if (!stamp->has_year) {
    const auto dated = zone_.with_year(local, line);
    if (!dated) return std::nullopt;
    local = *dated;
  }
  text_ = text;
  seconds_at_ = stamp->seconds_at;
  behind_ = text.size() - stamp->seconds_end;
  minute_ = stamp->offset ? Instant(local.time_since_epoch()) - *stamp->offset : zone_.to_utc(local, line);
  return same_minute(text);
}

}  // namespace faultline::ingest::logs
