#include "ingest/prose/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/prose/date_reading.hpp"
#include "ingest/prose/list_solver.hpp"
#include "ingest/prose/placing.hpp"

namespace faultline::ingest::prose {
namespace {

using base::DateBasis;
using base::LocalTime;
using base::Moment;
using base::ZoneBasis;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using Half = ClockParts::Half;

// How the list's times are written, which says how likely an unmarked "2:41" is the afternoon.
struct Style {
  bool has_halves = false;
  bool is_24_hour = false;
};

Style style_of(const std::vector<TimeMention>& mentions) {
  Style style;
  for (const TimeMention& mention : mentions) {
    if (!mention.clock || mention.clock->is_named || mention.exact) continue;
    const ClockParts& clock = *mention.clock;
    if (clock.half != Half::none) {
      style.has_halves = true;
    } else if (clock.hour > 12 || clock.hour == 0 || clock.is_padded) {
      style.is_24_hour = true;
    }
  }
  return style;
}

seconds written_of_day(const ClockParts& clock) {
  int hour = clock.hour;
  if (clock.half != Half::none && hour <= 12) hour = hour % 12 + (clock.half == Half::pm ? 12 : 0);
  return hours{hour} + minutes{clock.minute.value_or(0)} + seconds{clock.second.value_or(0)};
}

seconds other_half(seconds of_day) {
  return of_day < hours{12} ? of_day + hours{12} : of_day - hours{12};
}

std::vector<ClockChoice> clock_choices(const TimeMention& mention, const Style& style, bool has_year) {
  if (!mention.clock) return {ClockChoice{}};
  const ClockParts& clock = *mention.clock;
  const seconds written = written_of_day(clock);
  std::vector<ClockChoice> choices = {{written, 0, false}};
  if (clock.is_named) {
    // "Midnight" ends a day or begins one.
    if (written == hours{24}) choices = {{seconds{0}, 0, false}, {hours{24}, 2, false}};
    return choices;
  }
  if (mention.exact || clock.hour > 12 || clock.hour == 0) return choices;
  const seconds other = other_half(written);
  if (clock.half != Half::none) {
    const int against =
        mention.half_is_shared ? cost::kShared : (clock.hour == 12 ? cost::kTwelve : cost::kWrittenHalf);
    choices.push_back({other, against, false});
  } else if (clock.is_padded || (style.is_24_hour && !style.has_halves)) {
    // A full date with a 24-hour time is as good as certain.
    if (!has_year) choices.push_back({other, cost::kPadded, true});
  } else {
    choices.push_back({other, cost::kOtherHalf, true});
  }
  return choices;
}

class ListResolver {
 public:
  ListResolver(const std::vector<TimeMention>& mentions, const ResolveContext& context)
      : mentions_(mentions),
        context_(context),
        dates_(read_dates(mentions, context)),
        style_(style_of(mentions)) {
    evidence_.zone = context.zone;
    evidence_.zone_basis = context.zone_basis;
    evidence_.stamps = context.stamps;
    for (const TimeMention& mention : mentions) {
      has_exact_ = has_exact_ || mention.exact.has_value();
      if (mention.zone.empty() || mention.exact) continue;
      if (std::find(zones_.begin(), zones_.end(), mention.zone) == zones_.end())
        zones_.push_back(mention.zone);
    }
    while (first_dated_ < dates_.size() && !has_date(first_dated_)) ++first_dated_;
  }

  std::vector<Moment> run() {
    moments_.resize(mentions_.size());
    chosen_.resize(mentions_.size());
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (is_range_end(i)) continue;
      if (can_be_entry(i)) chain_.push_back(i);
    }
    std::vector<Entry> entries;
    for (const std::size_t i : chain_) entries.push_back(entry_of(i));
    const auto day = context_.date ? std::optional(local_days{*context_.date}) : std::nullopt;
    solution_ = solve(entries, day);
    for (std::size_t k = 0; k < solution_.entries.size(); ++k) chosen_[chain_[k]] = solution_.entries[k];
    solve_range_ends();
    choose_literal();
    for (std::size_t i = 0; i < mentions_.size(); ++i) moments_[i] = moment_of(i);
    return std::move(moments_);
  }

 private:
  // The other end of the mention before it: placed behind that one, not in the list's order.
  bool is_range_end(std::size_t i) const {
    return i > 0 && mentions_[i].joins_previous && mentions_[i - 1].joins_next && !mentions_[i].exact;
  }

  bool has_date(std::size_t i) const { return dates_[i].day.has_value(); }
  bool names_date(std::size_t i) const { return mentions_[i].date.has_value(); }

  bool can_be_entry(std::size_t i) const {
    if (mentions_[i].exact) return true;
    if (names_date(i)) return has_date(i);
    return mentions_[i].clock.has_value();
  }

  ZoneSource source_of(std::size_t i) const {
    const TimeMention& mention = mentions_[i];
    if (!mention.zone.empty()) return {mention.zone, context_.zone, ZoneBasis::beside_time};
    // The one zone that the list itself names is nearer than what the page or the config says.
    const bool has_declared =
        context_.zone_basis == ZoneBasis::document && (context_.zone || !context_.zone_written.empty());
    if (zones_.size() == 1 && !has_declared) return {zones_.front(), std::nullopt, ZoneBasis::neighbour};
    return {context_.zone_written, context_.zone, context_.zone_basis};
  }

  seconds offset_of(std::size_t i, local_days day, seconds of_day) const {
    const ZoneSource source = source_of(i);
    const LocalTime local = LocalTime{day} + of_day;
    if (!source.written.empty()) {
      const ZoneChoice choice = read_zone(source.written, local, evidence_);
      if (choice.chosen) return offset_at_local(choice.chosen->zone, local);
    }
    return source.zone ? offset_at_local(*source.zone, local) : seconds{0};
  }

  Entry entry_of(std::size_t i) const {
    const TimeMention& mention = mentions_[i];
    Entry entry;
    if (mention.exact) {
      const Moment moment = place_exact(mention, context_.zone);
      const LocalTime local = moment.local.value_or(LocalTime{});
      entry.day = std::chrono::floor<std::chrono::days>(local);
      entry.clocks = {ClockChoice{local - LocalTime{*entry.day}, 0, false}};
      entry.ahead =
          std::chrono::duration_cast<seconds>(local.time_since_epoch() - mention.exact->time_since_epoch());
      return entry;
    }
    const DateReading& date = dates_[i];
    if (date.day) entry.day = local_days{*date.day};
    entry.clocks = clock_choices(mention, style_, date.has_year);
    const bool is_24_hour = mention.clock && mention.clock->half == Half::none;
    entry.day_may_shift = date.day && mention.clock && mention.date->month && !(date.has_year && is_24_hour);
    const Width width = width_of(mention);
    entry.before = width.before;
    entry.after = width.after > seconds{0} ? width.after - seconds{1} : width.after;
    const auto day = entry.day ? entry.day : some_day();
    if (day && (zones_.size() > 1 || has_exact_))
      entry.ahead = offset_of(i, *day, entry.clocks.front().of_day);
    return entry;
  }

  std::optional<local_days> some_day() const {
    if (context_.date) return local_days{*context_.date};
    if (first_dated_ < dates_.size()) return local_days{*dates_[first_dated_].day};
    return std::nullopt;
  }

  // The end of a range lies behind its beginning: on the same day, or after midnight.
  void solve_range_ends() {
    for (std::size_t i = 1; i < mentions_.size(); ++i) {
      if (!is_range_end(i) || (mentions_[i].date && !has_date(i))) continue;
      if (!mentions_[i].clock && !names_date(i)) continue;
      Entry end = entry_of(i);
      const bool is_carried = mentions_[i].date_is_shared || mentions_[i - 1].date_is_shared;
      if (!chosen_[i - 1]) {
        if (!end.day) continue;
        chosen_[i] = solve({end}, std::nullopt, Direction::oldest_first).entries.front();
        continue;
      }
      if (is_carried) end.day.reset();
      Entry begin = entry_of(i - 1);
      const EntryReading& start = chosen_[i - 1]->reading;
      begin.day = start.day;
      begin.day_may_shift = false;
      begin.clocks = {ClockChoice{start.of_day, 0, start.is_unmarked_half}};
      const Solution solution = solve({begin, end}, std::nullopt, Direction::oldest_first);
      chosen_[i] = solution.entries.back();
    }
  }

  // One zone for the list: all its times together say whether the abbreviation was meant literally.
  void choose_literal() {
    int margin = 0;
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const ZoneSource source = source_of(i);
      if (!chosen_[i] || mentions_[i].exact || !mentions_[i].clock || source.written.empty()) continue;
      margin += read_zone(source.written, chosen_[i]->reading.local(), evidence_).literal_margin;
    }
    evidence_.list_is_literal = margin > 0;
  }

  Moment moment_of(std::size_t i) const {
    const TimeMention& mention = mentions_[i];
    if (mention.exact) return place_exact(mention, context_.zone);
    if (!chosen_[i]) return unplaced(i);
    const Assigned& assigned = *chosen_[i];
    const EntryReading& reading = assigned.reading;
    const auto equal = assigned.equal ? std::optional(assigned.equal->local()) : std::nullopt;
    const ZoneSource source = source_of(i);
    Moment moment = place(mention, reading.local(), equal, source, evidence_);
    moment.date_basis = date_basis(i);
    add_reason(moment, dates_[i].reason);
    if (dates_[i].other && !mention.date_is_shared) {
      const LocalTime other = LocalTime{local_days{*dates_[i].other}} + reading.of_day;
      moment.rejected.push_back(
          {bounds_in(mention, other, source, evidence_), other, "month and day the other way round"});
    }
    if (equal) {
      moment.resolution = base::Resolution::bounded;
      add_reason(moment, fmt::format("{} and {} fit equally well", base::format_local(reading.local()),
                                     base::format_local(*equal)));
    } else {
      tell_slip(i, source, moment);
    }
    return moment;
  }

  Moment unplaced(std::size_t i) const {
    const TimeMention& mention = mentions_[i];
    Moment moment;
    moment.written = mention.written;
    moment.zone = mention.zone;
    if (mention.is_placeholder && !names_date(i)) {
      moment.reason = "a placeholder, no time";
    } else if (!dates_[i].reason.empty()) {
      moment.reason = dates_[i].reason;
    } else {
      moment.reason = names_date(i) ? "the day is not told" : "the date is not told";
    }
    return moment;
  }

  DateBasis date_basis(std::size_t i) const {
    if (names_date(i) && mentions_[i].date->month) return DateBasis::beside_time;
    if (names_date(i)) return context_.date ? context_.date_basis : context_.year_basis;
    // Carried: from above in the list, else from the context as long as the clock did not roll over.
    if (first_dated_ < i) return DateBasis::list;
    const bool is_context_day = context_.date && chosen_[i]->reading.day == local_days{*context_.date};
    return is_context_day ? context_.date_basis : DateBasis::list;
  }

  // Says which reading as written was not taken, and which neighbour spoke against it.
  void tell_slip(std::size_t i, const ZoneSource& source, Moment& moment) const {
    const TimeMention& mention = mentions_[i];
    if (!mention.clock || mention.clock->is_named) return;
    const EntryReading& reading = chosen_[i]->reading;
    const bool is_other_half = reading.clock > 0;
    const bool is_other_day = names_date(i) && has_date(i) && !mention.date_is_shared && reading.day_cost > 0;
    if (!is_other_half && !is_other_day) {
      if (reading.day_cost > 0) add_reason(moment, "past midnight of the entry before");
      return;
    }
    const local_days day = is_other_day ? local_days{*dates_[i].day} : reading.day;
    const LocalTime written = LocalTime{day} + entry_of(i).clocks.front().of_day;
    const std::string why = against(i, written);
    moment.rejected.push_back(
        {bounds_in(mention, written, source, evidence_), written, fmt::format("as written: {}", why)});
    add_reason(moment, fmt::format("read as {}: as written, {}", base::format_local(reading.local()), why));
  }

  // In words, why the clock cannot have shown `written` at entry i.
  std::string against(std::size_t i, LocalTime written) const {
    const bool is_onward = is_range_end(i) || solution_.direction == Direction::oldest_first;
    const auto is_later = [&](LocalTime a, LocalTime b) { return is_onward ? a > b : a < b; };
    for (std::size_t k = i + 1; k < mentions_.size(); ++k) {
      if (!chosen_[k] || is_range_end(k)) continue;
      if (is_later(written, chosen_[k]->reading.local())) {
        return fmt::format("the clock would run backwards at '{}'", mentions_[k].written);
      }
      break;
    }
    for (std::size_t k = i; k-- > 0;) {
      if (!chosen_[k]) continue;
      if (is_later(chosen_[k]->reading.local(), written)) {
        return fmt::format("the clock would run backwards from '{}'", mentions_[k].written);
      }
      break;
    }
    return "it would lie far from its neighbours";
  }

  const std::vector<TimeMention>& mentions_;
  const ResolveContext& context_;
  std::vector<DateReading> dates_;
  Style style_;
  ZoneEvidence evidence_;
  std::size_t first_dated_ = 0;  // the first mention with a date; all of them where there is none
  bool has_exact_ = false;
  std::vector<std::string> zones_;  // the different ones beside the list's times
  std::vector<std::size_t> chain_;  // the mentions that are in the list's order
  std::vector<std::optional<Assigned>> chosen_;
  Solution solution_;
  std::vector<Moment> moments_;
};

}  // namespace

Moment resolve(const TimeMention& mention, const ResolveContext& context) {
  return resolve_list({mention}, context).front();
}

std::vector<Moment> resolve_list(const std::vector<TimeMention>& mentions, const ResolveContext& context) {
  return ListResolver(mentions, context).run();
}

}  // namespace faultline::ingest::prose
