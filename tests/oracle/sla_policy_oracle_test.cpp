// The policy's rules against the obvious version: a loop over every second of small random cases, with DST,
// service hours, maintenance, minimum durations, partial minutes, unknown time and edges that are intervals.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "analyze/sla.hpp"
#include "analyze/sla/period.hpp"

namespace faultline::analyze {
namespace {

using model::MaintenanceMode;
using model::PartialMinutes;
using model::UnknownTime;
using std::chrono::seconds;

constexpr int kCases = 10000;
constexpr int kReach = 2400;  // seconds on both sides of the anchor that are looked at one by one

// Where a case plays: a day (or two) of a zone, and the instant around which its windows lie.
struct Stage {
  const char* zone;
  const char* period;
  const char* anchor;
};
constexpr Stage kStages[] = {
    {"UTC", "2026-04-01", "2026-04-01T00:00:00Z"},
    {"Europe/London", "2026-03-29", "2026-03-29T01:00:00Z"},                 // an hour is lost
    {"Europe/London", "2026-10-25", "2026-10-25T01:00:00Z"},                 // and found
    {"America/New_York", "2026-11-01..2026-11-02", "2026-11-02T05:00:00Z"},  // midnight after it
    {"Australia/Lord_Howe", "2026-04-05", "2026-04-04T15:00:00Z"},           // half an hour
    {"Pacific/Apia", "2011-12-29..2011-12-31", "2011-12-30T10:00:00Z"},      // the day that was not
};

struct Window {
  std::size_t incident;
  model::Level level;
  std::array<int, 3> start, end;  // earliest, best, latest, in seconds from the anchor
};

enum Reading { kLeast, kBest, kMost };

std::pair<int, int> span_of(const Window& window, Reading reading) {
  return {window.start[static_cast<std::size_t>(2 - reading)], window.end[static_cast<std::size_t>(reading)]};
}

int weight_of(model::Level level, const model::Policy& policy, Reading reading) {
  if (level == model::Level::unknown) return reading == kMost ? policy.major_tenths : 0;
  return model::weight_tenths(policy, level);
}

struct Case {
  model::Policy policy;
  std::vector<Window> windows;
  std::vector<std::pair<int, int>> holes;  // minutes of which nothing is known, from the anchor
  bool has_coverage = false;
  std::vector<std::size_t> order;  // of incidents, by beginning
  SlaClock anchor, start, end;     // of the period
  std::int64_t service_seconds = 0;
};

class BruteForce {
 public:
  BruteForce(const Case& the_case, const base::Zone& zone) : case_(the_case), zone_(zone) {
    for (int second = -kReach; second < kReach; ++second) {
      unknown_.push_back(is_hole(second) && !is_told(second));
      in_service_.push_back(in_service(case_.anchor + seconds(second)));
    }
  }

  // bad and total of a reading; shares of the best one.
  model::Portion portion(Reading reading, std::map<std::size_t, std::int64_t>* shares) const {
    std::vector<int> weight = weights(reading);
    judge_runs(weight);
    const bool leaves_out = case_.policy.maintenance == MaintenanceMode::exclude_from_both;
    model::Portion fixed{0, case_.service_seconds * 10};
    std::map<int, std::int64_t> optional;
    for (int second = -kReach; second < kReach; ++second) {
      const std::size_t i = index(second);
      if (!in_service_[i]) continue;
      const bool is_excluded = is_left_out(second, reading);
      const bool is_optional = leaves_out && reading != kBest && !is_excluded && is_excused(second, kMost) &&
                               !is_excused(second, kLeast);
      if (is_excluded || is_optional) fixed.total -= 10;
      if (is_excluded) continue;
      if (is_optional) {
        ++optional[weight[i]];
        continue;
      }
      fixed.bad += weight[i];
      if (shares != nullptr && weight[i] > 0) share_out(second, reading, *shares);
    }
    return best_choice(fixed, optional, reading);
  }

 private:
  static std::size_t index(int second) { return static_cast<std::size_t>(second + kReach); }

  bool is_hole(int second) const {
    return case_.has_coverage &&
           std::any_of(case_.holes.begin(), case_.holes.end(),
                       [&](const auto& hole) { return second >= hole.first && second < hole.second; }) &&
           case_.anchor + seconds(second) >= case_.start && case_.anchor + seconds(second) < case_.end;
  }

  bool is_told(int second) const {
    return std::any_of(case_.windows.begin(), case_.windows.end(), [&](const Window& window) {
      return second >= window.start[1] && second < window.end[1];
    });
  }

  bool in_service(SlaClock at) const {
    if (at < case_.start || at >= case_.end) return false;
    if (case_.policy.hours.is_always()) return true;
    const auto local = zone_.to_local(base::Instant(at));
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
    for (const auto& [from, to] : case_.policy.hours.spans[std::chrono::weekday{day}.c_encoding()])
      if (minute >= from && minute < to) return true;
    return false;
  }

  // Whether a maintenance lies over it by that reading of its edges.
  bool is_excused(int second, Reading reading) const {
    if (case_.policy.maintenance == MaintenanceMode::count) return false;
    return std::any_of(case_.windows.begin(), case_.windows.end(), [&](const Window& window) {
      const auto [from, to] = span_of(window, reading);
      return window.level == model::Level::maintenance && second >= from && second < to;
    });
  }

  // What is taken off a reading's downtime: the longest maintenance for the least of it.
  bool is_taken_off(int second, Reading reading) const {
    return is_excused(second, reading == kLeast ? kMost : reading == kMost ? kLeast : kBest);
  }

  bool is_left_out(int second, Reading reading) const {
    if (unknown_[index(second)]) {
      if (case_.policy.unknown == UnknownTime::excluded) return true;
      if (case_.policy.unknown == UnknownTime::range && reading == kBest) return true;
    }
    if (case_.policy.maintenance != MaintenanceMode::exclude_from_both) return false;
    return is_excused(second, reading == kBest ? kBest : kLeast);
  }

  bool touches(int from, int to, int second) const {
    if (from >= to) return false;
    if (case_.policy.partial_minutes != PartialMinutes::any) return second >= from && second < to;
    const auto minute = [&](int at) {
      const std::int64_t epoch = (case_.anchor + seconds(at)).time_since_epoch().count();
      return epoch / 60;
    };
    return minute(second) >= minute(from) && minute(second) <= minute(to - 1);
  }

  // The weight of one window (or of unknown time) over a second.
  int told_weight(const Window& window, int second, Reading reading) const {
    if (window.level == model::Level::maintenance && case_.policy.maintenance != MaintenanceMode::count)
      return 0;
    const auto [from, to] = span_of(window, reading);
    return touches(from, to, second) ? weight_of(window.level, case_.policy, reading) : 0;
  }

  bool counts_unknown_as_bad(Reading reading) const {
    return case_.policy.unknown == UnknownTime::bad ||
           (case_.policy.unknown == UnknownTime::range && reading == kMost);
  }

  bool is_unknown_bad(int second, Reading reading) const {
    if (!counts_unknown_as_bad(reading)) return false;
    if (case_.policy.partial_minutes != PartialMinutes::any) return unknown_[index(second)];
    for (int other = std::max(-kReach, second - 59); other < std::min(kReach, second + 60); ++other)
      if (unknown_[index(other)] && touches(other, other + 1, second)) return true;
    return false;
  }

  std::vector<int> weights(Reading reading) const {
    std::vector<int> weight(2 * kReach, 0);
    for (int second = -kReach; second < kReach; ++second) {
      int& most = weight[index(second)];
      for (const Window& window : case_.windows) most = std::max(most, told_weight(window, second, reading));
      if (is_unknown_bad(second, reading)) most = 10;
      const bool is_out =
          unknown_[index(second)] && (case_.policy.unknown == UnknownTime::excluded ||
                                      (case_.policy.unknown == UnknownTime::range && reading == kBest));
      if (is_taken_off(second, reading) || is_out) most = 0;
    }
    return weight;
  }

  void judge_runs(std::vector<int>& weight) const {
    for (std::size_t i = 0; i < weight.size();) {
      std::size_t end = i;
      while (end < weight.size() && weight[end] > 0) ++end;
      const std::size_t length = end - i;
      std::size_t counted = length < static_cast<std::size_t>(case_.policy.minimum_seconds) ? 0 : length;
      if (case_.policy.partial_minutes == PartialMinutes::floor) counted -= counted % 60;
      for (std::size_t k = i + counted; k < end; ++k) weight[k] = 0;
      i = end + 1;
    }
  }

  void share_out(int second, Reading reading, std::map<std::size_t, std::int64_t>& shares) const {
    int charged = 0;
    for (const std::size_t incident : case_.order) {
      int own = 0;
      for (const Window& window : case_.windows)
        if (window.incident == incident) own = std::max(own, told_weight(window, second, reading));
      if (own <= charged) continue;
      shares[incident] += own - charged;
      charged = own;
    }
    if (is_unknown_bad(second, reading) && charged < 10) shares[99] += 10 - charged;
  }

  // Of all choices of the optional seconds, by classes of equal weight, the one furthest out.
  static model::Portion best_choice(model::Portion fixed, const std::map<int, std::int64_t>& optional,
                                    Reading reading) {
    const std::vector<std::pair<int, std::int64_t>> classes(optional.begin(), optional.end());
    model::Portion best = fixed;
    for (std::size_t choice = 0; choice < (std::size_t{1} << classes.size()); ++choice) {
      model::Portion portion = fixed;
      for (std::size_t i = 0; i < classes.size(); ++i) {
        if ((choice >> i & 1) == 0) continue;
        portion.bad += classes[i].first * classes[i].second;
        portion.total += 10 * classes[i].second;
      }
      if (portion.total == 0) continue;
      if (best.total == 0) best = portion;
      const std::int64_t left = portion.bad * best.total, right = best.bad * portion.total;
      if (reading == kMost ? left > right : left < right) best = portion;
    }
    return best;
  }

  const Case& case_;
  const base::Zone& zone_;
  std::vector<bool> unknown_, in_service_;
};

bool is_same_ratio(const model::Portion& a, const model::Portion& b) {
  return (a.total == 0) == (b.total == 0) && a.bad * b.total == b.bad * a.total;
}

// The range holds the printed figure in any case.
model::Portion outer(const model::Portion& portion, const model::Portion& best, Reading reading) {
  const std::int64_t left = portion.bad * best.total, right = best.bad * portion.total;
  if (portion.total == 0 || best.total == 0) return portion;
  return (reading == kMost ? left < right : left > right) ? best : portion;
}

// By minutes: hours of the stages begin and end at full ones.
std::int64_t service_seconds(const Case& the_case, const base::Zone& zone) {
  if (the_case.policy.hours.is_always()) return (the_case.end - the_case.start).count();
  std::int64_t sum = 0;
  for (SlaClock at = the_case.start; at < the_case.end; at += std::chrono::minutes(1)) {
    const auto local = zone.to_local(base::Instant(at));
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
    for (const auto& [from, to] : the_case.policy.hours.spans[std::chrono::weekday{day}.c_encoding()])
      if (minute >= from && minute < to) sum += 60;
  }
  return sum;
}

class Generator {
 public:
  int pick(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
  }
  template <typename T, std::size_t N>
  T one_of(const T (&choices)[N]) {
    return choices[static_cast<std::size_t>(pick(0, static_cast<int>(N) - 1))];
  }

  model::Policy policy() {
    model::Policy policy;
    policy.ledger = model::Ledger::observed;
    policy.major_tenths = 10;
    policy.partial_tenths = one_of({0, 3, 5, 10});
    policy.degraded_tenths = one_of({0, 0, 1});
    policy.maintenance_tenths = one_of({0, 10});
    policy.maintenance = one_of(
        {MaintenanceMode::count, MaintenanceMode::exclude_from_downtime, MaintenanceMode::exclude_from_both});
    policy.minimum_seconds = one_of({0, 0, 45, 300});
    policy.partial_minutes = one_of({PartialMinutes::exact, PartialMinutes::floor, PartialMinutes::any});
    policy.unknown = one_of({UnknownTime::good, UnknownTime::bad, UnknownTime::excluded, UnknownTime::range});
    if (pick(0, 3) == 0)
      for (auto& day : policy.hours.spans) day = {{0, 720}, {1080, 1440}};
    return policy;
  }

  Window window(int incidents) {
    static const model::Level kLevels[] = {model::Level::major_outage, model::Level::partial_outage,
                                           model::Level::degraded, model::Level::unknown,
                                           model::Level::maintenance};
    Window result{};
    result.incident = static_cast<std::size_t>(pick(0, incidents - 1));
    result.level = one_of(kLevels);
    const int start = pick(-900, 900), end = start + one_of({pick(0, 90), pick(0, 600)});
    const int width = pick(0, 2) == 0 ? pick(0, 70) : 0;
    result.start = {start - width / 2, start, start + width};
    result.end = {end - width / 2, end, end + width};
    return result;
  }

 private:
  std::mt19937 random_{20261127};
};

base::Moment moment(SlaClock anchor, const std::array<int, 3>& points) {
  base::Moment result;
  const auto at = [&](int second) { return base::Instant(anchor + seconds(second)); };
  result.utc = base::Bounds{at(points[0]), at(points[1]), at(points[2])};
  return result;
}

}  // namespace

TEST_CASE("a policy's rules equal a loop over every second") {
  Generator generator;
  const model::Name organisation = model::make_name("Tidepool");
  const model::Scope service{organisation, model::make_name("prod-1"), model::make_name("Login"), {}};
  for (int round = 0; round < kCases; ++round) {
    const Stage& stage = kStages[static_cast<std::size_t>(round) % std::size(kStages)];
    const base::Zone zone = base::Zone::find(stage.zone).value();
    Case the_case;
    the_case.policy = generator.policy();
    the_case.policy.zone = stage.zone;
    the_case.anchor = std::chrono::floor<seconds>(base::parse_rfc3339(stage.anchor).value());
    const SlaPeriod period = parse_periods(stage.period, zone, {}).front();
    the_case.start = period.start;
    the_case.end = period.end;
    the_case.service_seconds = service_seconds(the_case, zone);

    const int incidents = generator.pick(1, 4);
    for (int count = generator.pick(1, 6); count > 0; --count)
      the_case.windows.push_back(generator.window(incidents));
    the_case.has_coverage = generator.pick(0, 1) == 0;
    model::Observations observations;
    if (the_case.has_coverage) {
      model::ObservedStream stream;
      stream.scope = service;
      stream.first = base::Instant(period.start - seconds(86400));
      stream.last = base::Instant(period.end + seconds(86400));
      for (int hole = -1200; hole < 1200; hole += generator.pick(6, 20) * 60) {
        const int length = generator.pick(1, 5) * 60;
        the_case.holes.emplace_back(hole, hole + length);
        stream.unknown.emplace_back(base::Instant(the_case.anchor + seconds(hole)),
                                    base::Instant(the_case.anchor + seconds(hole + length)));
      }
      observations.streams = {stream};
    } else {
      the_case.policy.ledger = model::Ledger::fused;
    }

    model::Report report;
    report.incidents.resize(static_cast<std::size_t>(incidents));
    std::vector<int> beginning(report.incidents.size(), kReach * 2);
    for (std::size_t i = 0; i < report.incidents.size(); ++i) {
      report.incidents[i].id = std::to_string(i);
      report.incidents[i].organisation = organisation;
      report.incidents[i].scopes = {service};
      the_case.order.push_back(i);
    }
    for (const Window& window : the_case.windows) {
      model::ImpactWindow impact;
      impact.ledger = the_case.policy.ledger;
      impact.scopes = {service};
      impact.level = window.level;
      impact.start = moment(the_case.anchor, window.start);
      impact.end = moment(the_case.anchor, window.end);
      report.incidents[window.incident].windows.push_back(impact);
      beginning[window.incident] = std::min(beginning[window.incident], window.start[1]);
    }
    std::stable_sort(the_case.order.begin(), the_case.order.end(),
                     [&](auto a, auto b) { return beginning[a] < beginning[b]; });

    model::Config config;
    config.policy = the_case.policy;
    SlaQuery query;
    query.period = stage.period;
    query.service = "login";
    const auto result = compute_sla(SlaInput{report, &observations, nullptr}, config, query,
                                    base::parse_rfc3339("2030-01-01T00:00:00Z").value());
    REQUIRE(result.rows.size() == 1);
    const model::SlaRow& row = result.rows.front();
    const BruteForce brute(the_case, zone);
    std::map<std::size_t, std::int64_t> shares;
    INFO("round " << round << ", " << stage.zone << ", " << model::describe(the_case.policy));
    const model::Portion best = brute.portion(kBest, &shares);
    REQUIRE(row.best == best);
    REQUIRE(is_same_ratio(row.least, outer(brute.portion(kLeast, nullptr), best, kLeast)));
    REQUIRE(is_same_ratio(row.most, outer(brute.portion(kMost, nullptr), best, kMost)));
    std::int64_t sum = 0;
    for (const auto& share : row.shares) {
      REQUIRE(share.bad == shares[share.incident_id.empty() ? 99 : std::stoul(share.incident_id)]);
      sum += share.bad;
    }
    REQUIRE(sum == best.bad);
    // The printed figure lies in the range.
    REQUIRE(row.least.bad * row.best.total <= row.best.bad * row.least.total);
    REQUIRE(row.best.bad * row.most.total <= row.most.bad * row.best.total);
  }
}

}  // namespace faultline::analyze
