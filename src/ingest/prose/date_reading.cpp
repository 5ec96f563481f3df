#include "ingest/prose/date_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace faultline::ingest::prose {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

long distance(year_month_day a, year_month_day b) {
  return std::labs(static_cast<long>((local_days{a} - local_days{b}).count()));
}

std::optional<year_month_day> day_of(int year, unsigned month, unsigned day) {
  const year_month_day result{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!result.ok()) return std::nullopt;
  return result;
}

// The year that brings month and day nearest to `anchor`; 29 February looks eight years around.
std::optional<year_month_day> nearest_to(year_month_day anchor, unsigned month, unsigned day) {
  std::optional<year_month_day> best;
  for (int step = -4; step <= 4; ++step) {
    const auto candidate = day_of(static_cast<int>(anchor.year()) + step, month, day);
    if (candidate && (!best || distance(*candidate, anchor) < distance(*best, anchor))) best = candidate;
  }
  return best;
}

std::optional<year_month_day> last_before(year_month_day limit, unsigned month, unsigned day) {
  for (int step = 0; step <= 8; ++step) {
    const auto candidate = day_of(static_cast<int>(limit.year()) - step, month, day);
    if (candidate && *candidate <= limit) return candidate;
  }
  return std::nullopt;
}

std::string_view weekday_name(std::chrono::weekday weekday) {
  static constexpr std::array<std::string_view, 7> kNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                             "Thursday", "Friday", "Saturday"};
  return kNames[weekday.c_encoding() % 7];
}

bool is_of_the_text(base::DateBasis basis) {
  return basis == base::DateBasis::beside_time || basis == base::DateBasis::list ||
         basis == base::DateBasis::title || basis == base::DateBasis::exact;
}

bool shows_day_first(const TimeMention& mention) {
  return mention.date && mention.date->is_day_first && !mention.date_is_shared;
}

// "07/27": its second number can only be the day.
bool shows_month_first(const TimeMention& mention) {
  if (!mention.date || mention.date_is_shared || !mention.date->month ||
      mention.date->day.value_or(0) <= 12 || mention.date->is_day_first)
    return false;
  const std::string month = std::to_string(*mention.date->month) + "/";
  return mention.written.rfind(month, 0) == 0 || mention.written.rfind("0" + month, 0) == 0;
}

class DateReader {
 public:
  DateReader(const std::vector<TimeMention>& mentions, const ResolveContext& context)
      : mentions_(mentions), context_(context) {
    is_day_first_ = std::any_of(mentions.begin(), mentions.end(), shows_day_first);
    is_month_first_ = std::any_of(mentions.begin(), mentions.end(), shows_month_first);
    if (!is_day_first_ && !is_month_first_ && context.is_day_first) {
      is_day_first_ = *context.is_day_first;
      is_month_first_ = !*context.is_day_first;
    }
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const auto& date = mentions[i].date;
      if (date && date->year && date->month && date->day) dated_.push_back(i);
    }
  }

  DateReading read(std::size_t index) const {
    const auto& date = mentions_[index].date;
    DateReading reading;
    if (!date) return reading;
    if (!date->month || !date->day) {
      if (date->weekday) read_weekday(*date->weekday, reading);
      return reading;
    }
    reading.has_year = date->year.has_value();
    reading.day = place(index, *date->month, *date->day);
    if (!reading.day) {
      reading.reason = "the year is not told";
      return reading;
    }
    if (date->order_is_ambiguous) order(index, *date, reading);
    if (date->repaired) add(reading, "the date is read with a slip of the key repaired");
    const std::chrono::weekday weekday{local_days{*reading.day}};
    if (date->weekday && *date->weekday != weekday) {
      add(reading,
          fmt::format("that day is a {}, not a {}", weekday_name(weekday), weekday_name(*date->weekday)));
    }
    return reading;
  }

 private:
  static void add(DateReading& reading, std::string_view reason) {
    if (!reading.reason.empty()) reading.reason += "; ";
    reading.reason += reason;
  }

  // A full date of the same list: the nearest above, else the nearest below.
  std::optional<year_month_day> list_date(std::size_t index) const {
    if (dated_.empty()) return std::nullopt;
    const auto after = std::upper_bound(dated_.begin(), dated_.end(), index);
    const DateParts& date = *mentions_[after == dated_.begin() ? *after : *(after - 1)].date;
    return day_of(*date.year, *date.month, *date.day);
  }

  std::optional<year_month_day> place(std::size_t index, unsigned month, unsigned day) const {
    const DateParts& date = *mentions_[index].date;
    if (date.year) return day_of(*date.year, month, day);
    if (const auto anchor = list_date(index)) return nearest_to(*anchor, month, day);
    if (context_.date && is_of_the_text(context_.date_basis)) return nearest_to(*context_.date, month, day);
    if (context_.not_after) return last_before(*context_.not_after, month, day);
    if (context_.date) return nearest_to(*context_.date, month, day);
    return std::nullopt;
  }

  std::optional<year_month_day> anchor(std::size_t index) const {
    if (context_.date && !context_.date_order_is_assumed) return context_.date;
    if (const auto date = list_date(index); date && !mentions_[index].date->year) return date;
    if (context_.date && context_.year_basis == base::DateBasis::title) return std::nullopt;
    return context_.not_after;
  }

  // Month first, unless another date of the list proves the other order or only that one is near.
  void order(std::size_t index, const DateParts& date, DateReading& reading) const {
    const auto swapped = place(index, *date.day, *date.month);
    if (!swapped || is_month_first_) return;
    constexpr long kNear = 3;
    constexpr long kFar = 20;
    const auto near_to = anchor(index);
    const bool only_other_is_near =
        near_to && distance(*swapped, *near_to) <= kNear && distance(*reading.day, *near_to) >= kFar;
    reading.other = swapped;
    if (is_day_first_ || only_other_is_near) {
      std::swap(reading.day, reading.other);
      add(reading, is_day_first_ ? "day before month, as in the other dates"
                                 : "day before month, as that is near the document's date");
    } else if (!near_to || distance(*reading.day, *near_to) > kNear) {
      add(reading, "month before day is assumed");
    } else {
      reading.other.reset();
    }
  }

  void read_weekday(std::chrono::weekday weekday, DateReading& reading) const {
    const auto& from = context_.date ? context_.date : context_.not_after;
    if (!from) {
      reading.reason = "the date is not told";
      return;
    }
    const bool is_limit = !context_.date || !is_of_the_text(context_.date_basis);
    for (int step : {0, -1, 1, -2, 2, -3, 3, -4, -5, -6}) {
      if (is_limit && step > 0) continue;
      const local_days day = local_days{*from} + days{step};
      if (std::chrono::weekday{day} != weekday) continue;
      reading.day = year_month_day{day};
      reading.reason = fmt::format("the {} nearest to the document's date", weekday_name(weekday));
      return;
    }
  }

  const std::vector<TimeMention>& mentions_;
  const ResolveContext& context_;
  std::vector<std::size_t> dated_;
  bool is_day_first_ = false;
  bool is_month_first_ = false;
};

}  // namespace

std::optional<bool> proven_order(const std::vector<TimeMention>& mentions) {
  const bool is_day_first = std::any_of(mentions.begin(), mentions.end(), shows_day_first);
  const bool is_month_first = std::any_of(mentions.begin(), mentions.end(), shows_month_first);
  if (is_day_first == is_month_first) return std::nullopt;
  return is_day_first;
}

std::optional<bool> likely_order(const std::vector<TimeMention>& mentions) {
  constexpr int kSomeYear = 2024;  // for dates without one: only their distance counts
  std::set<local_days> plain, month_first, day_first;
  for (const auto& mention : mentions) {
    const auto& date = mention.date;
    if (!date || !date->month || !date->day || mention.date_is_shared) continue;
    const int year = date->year.value_or(kSomeYear);
    const auto told = day_of(year, *date->month, *date->day);
    if (!date->order_is_ambiguous) {
      if (told) plain.insert(local_days{*told});
      continue;
    }
    const auto swapped = day_of(year, *date->day, *date->month);
    if (!told || !swapped) continue;
    month_first.insert(local_days{*told});
    day_first.insert(local_days{*swapped});
  }
  const auto hits = [&](const std::set<local_days>& days) {
    return std::count_if(days.begin(), days.end(), [&](local_days day) { return plain.count(day) > 0; });
  };
  if (hits(day_first) != hits(month_first)) return hits(day_first) > hits(month_first);
  if (day_first.size() < 2) return std::nullopt;
  const days by_day = *day_first.rbegin() - *day_first.begin();
  const days by_month = *month_first.rbegin() - *month_first.begin();
  constexpr days kMonth{31};
  if (by_day <= kMonth && by_day * 3 <= by_month) return true;
  if (by_month <= kMonth && by_month * 3 <= by_day) return false;
  return std::nullopt;
}

std::vector<DateReading> read_dates(const std::vector<TimeMention>& mentions, const ResolveContext& context) {
  const DateReader reader(mentions, context);
  std::vector<DateReading> readings;
  readings.reserve(mentions.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) readings.push_back(reader.read(i));
  return readings;
}

}  // namespace faultline::ingest::prose
