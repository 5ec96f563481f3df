#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "fuzz/harness.hpp"
#include "ingest/prose/resolve.hpp"
#include "ingest/prose/time_scan.hpp"

namespace faultline::fuzz {

namespace {

using ingest::prose::ClockParts;
using ingest::prose::DateParts;
using ingest::prose::DurationMention;
using ingest::prose::ResolveContext;
using ingest::prose::TimeMention;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::size_t kMostAlone = 8;  // mentions that are also placed without their list

// What stands around the text, by the number in the first byte: 'A' is nothing.
ResolveContext context_of(unsigned number) {
  ResolveContext context;
  static constexpr const char* kZones[] = {"", "America/New_York", "UTC", "Australia/Lord_Howe"};
  if (const std::string zone = kZones[number % 4]; !zone.empty()) {
    context.zone = base::Zone::find(zone);
    context.zone_basis = base::ZoneBasis::document;
  }
  if ((number / 4) % 2 == 1) {
    context.date = year{2024} / month{3} / day{10};  // the clocks of New York skip an hour
    context.date_basis = base::DateBasis::title;
  }
  if ((number / 8) % 2 == 1) {
    context.not_after = year{2024} / month{2} / day{29};
    context.year_basis = base::DateBasis::option;
  }
  if ((number / 16) % 2 == 1) context.is_day_first = true;
  if ((number / 32) % 2 == 1) {
    const auto stamp = base::parse_rfc3339("2024-03-10T07:30:00Z");
    context.stamps.push_back(base::exact_moment(*stamp, "Mar 10, 2024 - 03:30 EDT"));
    context.zone_written = "PST";
  }
  return context;
}

template <typename Mention>
void check_slices(std::string_view text, const std::vector<Mention>& mentions, Broken& broken) {
  std::size_t end = 0;
  for (const Mention& mention : mentions) {
    if (mention.begin < end || mention.end <= mention.begin || mention.end > text.size()) {
      broken.push_back(fmt::format("the mention at [{}, {}) is empty, out of order or out of the text",
                                   mention.begin, mention.end));
      return;
    }
    if (mention.written != text.substr(mention.begin, mention.end - mention.begin))
      broken.push_back(fmt::format("'{}' is not what is written there", mention.written));
    end = mention.end;
  }
}

void check_date(const DateParts& date, std::string_view written, Broken& broken) {
  const bool fits = (!date.month || (*date.month >= 1 && *date.month <= 12)) &&
                    (!date.day || (*date.day >= 1 && *date.day <= 31)) &&
                    (!date.year || (*date.year >= 1 && *date.year <= 9999)) &&
                    (!date.weekday || date.weekday->ok());
  if (!fits) broken.push_back(fmt::format("'{}' has a part that no date has", written));
}

void check_clock(const ClockParts& clock, std::string_view written, Broken& broken) {
  const auto below = [](std::optional<int> part, int limit) {
    return !part || (*part >= 0 && *part < limit);
  };
  const bool fits = clock.hour >= 0 && clock.hour <= 24 && below(clock.minute, 60) && below(clock.second, 60);
  if (!fits) broken.push_back(fmt::format("'{}' has a part that no clock shows", written));
}

void check_parts(const std::vector<TimeMention>& mentions, Broken& broken) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const TimeMention& mention = mentions[i];
    if (mention.date) check_date(*mention.date, mention.written, broken);
    if (mention.clock) check_clock(*mention.clock, mention.written, broken);
    if (!mention.date && !mention.clock && !mention.exact && !mention.is_placeholder)
      broken.push_back(fmt::format("'{}' is neither a date nor a time", mention.written));
    const bool has_partner = i + 1 < mentions.size() && mentions[i + 1].joins_previous;
    if (mention.joins_next && !has_partner)
      broken.push_back(fmt::format("'{}' joins a mention that is not there", mention.written));
  }
}

void check_durations(const std::vector<DurationMention>& durations, Broken& broken) {
  for (const DurationMention& duration : durations) {
    if (duration.length.count() < 0 || duration.tolerance.count() < 0)
      broken.push_back(fmt::format("'{}' is less than nothing", duration.written));
  }
}

void check_moments(const std::vector<TimeMention>& mentions, const std::vector<base::Moment>& moments,
                   Broken& broken) {
  if (moments.size() != mentions.size()) {
    broken.push_back(fmt::format("{} mentions became {} moments", mentions.size(), moments.size()));
    return;
  }
  for (std::size_t i = 0; i < moments.size(); ++i) {
    check_moment(moments[i], "a list's moment", broken);
    if (moments[i].written != mentions[i].written)
      broken.push_back(fmt::format("'{}' became '{}'", mentions[i].written, moments[i].written));
  }
}

}  // namespace

Broken check_time_grammar(std::string_view input) {
  Broken broken;
  if (input.empty()) return broken;
  const ResolveContext context = context_of(static_cast<unsigned char>(input.front()) - unsigned{'A'});
  const std::string_view text = input.substr(1);

  const auto mentions = ingest::prose::scan_times(text);
  check_slices(text, mentions, broken);
  check_parts(mentions, broken);
  const auto durations = ingest::prose::scan_durations(text);
  check_slices(text, durations, broken);
  check_durations(durations, broken);

  const auto moments = ingest::prose::resolve_list(mentions, context);
  check_moments(mentions, moments, broken);
  for (std::size_t i = 0; i < std::min(mentions.size(), kMostAlone); ++i)
    check_moment(ingest::prose::resolve(mentions[i], context), "a moment on its own", broken);
  // Moments hold all that mentions say, so that scanning is compared with placing.
  if (ingest::prose::resolve_list(ingest::prose::scan_times(text), context) != moments)
    broken.push_back("a second run placed the mentions otherwise");
  return broken;
}

}  // namespace faultline::fuzz
