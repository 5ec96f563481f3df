#include "scan_fixture.hpp"

#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>

#include "base/time.hpp"

namespace faultline::ingest::prose {
namespace {

std::string print_date(const DateParts& date) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  std::string text;
  if (date.weekday) text += kDays[date.weekday->c_encoding()];
  if (!date.month) return text;
  if (!text.empty()) text += ' ';
  text += date.year ? std::to_string(*date.year) : "?";
  text += fmt::format("-{:02}-", *date.month);
  text += date.day ? fmt::format("{:02}", *date.day) : "??";
  if (date.repaired) text += '!';
  if (date.order_is_ambiguous) text += "|?";
  return text;
}

std::string print_clock(const ClockParts& clock) {
  if (clock.is_named) return clock.hour == 12 ? "noon" : "midnight";
  std::string text = std::to_string(clock.hour);
  if (clock.is_padded) text.insert(0, "0");
  if (clock.minute) text += fmt::format(":{:02}", *clock.minute);
  if (clock.minute_is_unknown) text += ":??";
  if (clock.second) text += fmt::format(":{:02}", *clock.second);
  if (clock.half != ClockParts::Half::none) text += clock.half == ClockParts::Half::am ? "am" : "pm";
  return text;
}

std::string print_length(std::chrono::seconds length) {
  const auto total = length.count();
  std::string text = fmt::format("{}:{:02}", total / 3600, total / 60 % 60);
  if (total % 60 != 0) text += fmt::format(":{:02}", total % 60);
  return text;
}

template <typename Mention>
void check_slices(std::string_view text, const std::vector<Mention>& mentions) {
  std::size_t end = 0;
  for (const Mention& mention : mentions) {
    REQUIRE(mention.begin >= end);
    REQUIRE(mention.end > mention.begin);
    REQUIRE(mention.end <= text.size());
    REQUIRE(mention.written == text.substr(mention.begin, mention.end - mention.begin));
    end = mention.end;
  }
}

}  // namespace

std::string print(const TimeMention& mention) {
  std::vector<std::string> parts;
  if (mention.is_placeholder) parts.push_back("placeholder");
  if (mention.date) parts.push_back(print_date(*mention.date) + (mention.date_is_shared ? "^" : ""));
  if (mention.clock) parts.push_back(print_clock(*mention.clock) + (mention.half_is_shared ? "*" : ""));
  if (!mention.zone.empty())
    parts.push_back(fmt::format("<{}{}>", mention.zone, mention.zone_is_shared ? "*" : ""));
  if (mention.exact) parts.push_back("= " + base::format_rfc3339(*mention.exact));
  if (mention.approximate) parts.push_back("~");
  if (mention.joins_next) parts.push_back("...");
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string print(const std::vector<TimeMention>& mentions) {
  std::vector<std::string> parts;
  for (const TimeMention& mention : mentions) parts.push_back(print(mention));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string print(const std::vector<DurationMention>& mentions) {
  std::vector<std::string> parts;
  for (const DurationMention& mention : mentions) {
    std::string part = print_length(mention.length);
    if (mention.tolerance.count() > 0) part += " +- " + print_length(mention.tolerance);
    parts.push_back(part);
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

void check_mentions(std::string_view text) {
  check_slices(text, scan_times(text));
  check_slices(text, scan_durations(text));
}

void check_prefixes(std::string_view text) {
  for (std::size_t length = 0; length <= text.size(); ++length) check_mentions(text.substr(0, length));
}

}  // namespace faultline::ingest::prose
