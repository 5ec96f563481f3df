#include "ingest/readers/printed_stamp.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest::formats {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  void skip(std::string_view separators) {
    const auto at = rest_.find_first_not_of(separators);
    rest_ = at == rest_.npos ? std::string_view{} : rest_.substr(at);
  }

  std::optional<unsigned> month() {
    std::size_t length = 0;
    while (length < rest_.size() && std::isalpha(static_cast<unsigned char>(rest_[length]))) ++length;
    if (length < 3 || length > 9) return std::nullopt;
    const std::string name = base::to_lower(rest_.substr(0, 3));
    const auto found = std::find(kMonths.begin(), kMonths.end(), name);
    if (found == kMonths.end()) return std::nullopt;
    rest_ = rest_.substr(length);
    return static_cast<unsigned>(found - kMonths.begin()) + 1;
  }

  // A number of exactly so many digits, followed by no further digit.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t length = 0;
    while (length < rest_.size() && std::isdigit(static_cast<unsigned char>(rest_[length]))) ++length;
    if (length < least || length > most) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + length, value);
    rest_ = rest_.substr(length);
    return value;
  }

  bool clock(PrintedTime& time) {
    const auto hour = number(1, 2);
    if (!hour || *hour > 23 || !rest_.starts_with(':')) return false;
    rest_ = rest_.substr(1);
    const auto minute = number(2, 2);
    if (!minute || *minute > 59) return false;
    time.hour = *hour;
    time.minute = *minute;
    return true;
  }

  bool date(PrintedTime& time) {
    const auto found_month = month();
    if (!found_month) return false;
    skip(" ");
    const auto found_day = number(1, 2);
    if (!found_day || *found_day < 1 || *found_day > 31) return false;
    time.month = *found_month;
    time.day = static_cast<unsigned>(*found_day);
    return true;
  }

  bool starts_with_letter() const {
    return !rest_.empty() && std::isalpha(static_cast<unsigned char>(rest_[0]));
  }
  bool starts_with_digit() const {
    return !rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_[0]));
  }
  std::string_view rest() const { return rest_; }
  void restart(std::string_view rest) { rest_ = rest; }

 private:
  std::string_view rest_;
};

// "UTC", "+03", "-03:30", "ACST"; longer or spaced texts are no zone.
bool is_zone(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 6) return false;
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == ':'; });
}

}  // namespace

std::optional<PrintedStamp> parse_printed_stamp(std::string_view text) {
  PrintedStamp stamp;
  stamp.written = base::squeeze(text);
  Scanner scan(stamp.written);
  if (!scan.date(stamp.start)) return std::nullopt;
  scan.skip(" ,");
  const std::string_view before_year = scan.rest();
  if (const auto year = scan.number(4, 4); year && !scan.rest().starts_with(':')) {
    stamp.year = *year;
  } else {
    scan.restart(before_year);
  }
  scan.skip(" ,-");
  if (!scan.clock(stamp.start)) return std::nullopt;
  scan.skip(" ");
  if (scan.rest().starts_with("- ")) {
    scan.skip(" -");
    PrintedTime end = stamp.start;
    if (scan.starts_with_letter()) {
      if (!scan.date(end)) return std::nullopt;
      scan.skip(" ,");
    }
    if (!scan.clock(end)) return std::nullopt;
    stamp.end = end;
    scan.skip(" ");
  }
  stamp.zone = std::string(base::trim(scan.rest()));
  if (!is_zone(stamp.zone)) return std::nullopt;
  if (!local_of(stamp.start, 2024)) return std::nullopt;  // a leap year has every day
  return stamp;
}

std::optional<base::LocalTime> local_of(const PrintedTime& time, int year) {
  const std::chrono::year_month_day day(std::chrono::year(year), std::chrono::month(time.month),
                                        std::chrono::day(time.day));
  if (!day.ok()) return std::nullopt;
  return std::chrono::local_days(day) + std::chrono::hours(time.hour) + std::chrono::minutes(time.minute);
}

PrintedZone zone_of(const std::string& printed, std::optional<std::chrono::seconds> evidence) {
  PrintedZone zone;
  if (printed.empty()) {
    if (evidence) {
      zone.offset = evidence;
      zone.basis = base::ZoneBasis::page_stamp;
      zone.reason = "no zone is printed; the offset is that of the page's own dates";
    }
    return zone;
  }
  if (const auto known = base::abbreviation(printed)) {
    if (known->is_generic) {
      zone.offset = evidence;
      zone.basis = evidence ? base::ZoneBasis::page_stamp : base::ZoneBasis::none;
      zone.reason = evidence
                        ? fmt::format("'{}' names no offset; it is that of the page's own dates", printed)
                        : fmt::format("'{}' names no offset", printed);
      return zone;
    }
    zone.offset = known->offset;
    zone.basis = base::ZoneBasis::beside_time;
    const bool may_be_evidence =
        evidence && std::any_of(known->other_offsets.begin(), known->other_offsets.end(),
                                [&](auto other) { return other == *evidence; });
    if (evidence && *evidence == known->offset) return zone;
    if (may_be_evidence) {
      zone.offset = evidence;
      zone.reason = fmt::format("'{}' has several meanings; the page's own dates show which", printed);
    } else if (evidence) {
      zone.reason =
          fmt::format("the page's own dates are at another offset than '{}'; taken as printed", printed);
    } else if (known->is_ambiguous) {
      zone.reason = fmt::format("'{}' has several meanings; the most common one is taken", printed);
    }
    return zone;
  }
  if (const auto fixed = base::Zone::find(printed)) {
    zone.offset = fixed->offset_at(base::Instant{});
    zone.basis = base::ZoneBasis::beside_time;
    return zone;
  }
  zone.offset = evidence;
  zone.basis = evidence ? base::ZoneBasis::page_stamp : base::ZoneBasis::none;
  zone.reason = fmt::format("the zone '{}' is not known{}", printed,
                            evidence ? "; the offset is that of the page's own dates" : "");
  return zone;
}

base::Moment printed_moment(base::LocalTime local, const PrintedZone& zone, base::DateBasis date_basis,
                            std::string zone_name, std::string written) {
  base::Moment moment;
  moment.local = local;
  moment.resolution = base::Resolution::minute;
  moment.zone_basis = zone.basis;
  moment.date_basis = date_basis;
  moment.zone = std::move(zone_name);
  moment.written = std::move(written);
  moment.reason = zone.reason;
  if (zone.offset) moment.utc = base::minute_bounds(base::Instant(local.time_since_epoch() - *zone.offset));
  return moment;
}

base::Zone civil_zone(const std::string& printed, std::chrono::seconds offset, base::Instant at) {
  const auto known = base::abbreviation(printed);
  if (known && !known->civil_zone.empty()) {
    if (const auto civil = base::Zone::find(known->civil_zone); civil && civil->offset_at(at) == offset)
      return *civil;
  }
  if (offset == std::chrono::seconds{0}) return base::Zone::utc();
  return base::Zone::fixed(std::chrono::duration_cast<std::chrono::minutes>(offset));
}

}  // namespace faultline::ingest::formats
