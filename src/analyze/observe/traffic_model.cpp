#include "analyze/observe/traffic_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>

namespace faultline::analyze::observing {

namespace {

constexpr std::int64_t kDay = 1440;
constexpr std::int64_t kBin = 10;       // minutes; fine enough for a morning's rise, coarse enough for counts
constexpr std::size_t kBins = 144;      // of a day
constexpr std::size_t kSeasonDays = 3;  // the least of which a median leaves an outage out
constexpr std::int64_t kReach = 18;     // bins on both sides for the level: three hours
constexpr double kLeastLevel = 0.6, kMostLevel = 2;  // against the day's: an outage of hours is not the norm
constexpr double kLeastExcess = 0.0004;              // 2 %: no traffic is steadier
constexpr double kNormal = 1.4826;                   // from the median deviation to the standard one
constexpr double kMostLag = 0.9;

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Ten minutes of one day.
struct Bin {
  std::int64_t number;  // since 1970
  double requests = 0, minutes = 0;
  double mean() const { return requests / minutes; }
  std::size_t of_day() const { return static_cast<std::size_t>(number % static_cast<std::int64_t>(kBins)); }
  std::int64_t day() const { return number / static_cast<std::int64_t>(kBins); }
};

std::vector<double> season_of(const std::vector<Bin>& bins) {
  std::array<std::vector<double>, kBins> by_bin;
  for (const Bin& bin : bins) by_bin[bin.of_day()].push_back(bin.mean());
  std::vector<double> season(kBins, 0);
  for (std::size_t i = 0; i < kBins; ++i)
    if (by_bin[i].size() >= kSeasonDays) season[i] = median(std::move(by_bin[i]));
  return season;
}

// The level of each bin: the median of what came over what the season says, of the hours around it, within
// bounds of the median of its day where there is a season.
std::vector<double> level_of(const std::vector<Bin>& bins, const std::vector<double>& season,
                             bool has_season) {
  std::vector<double> ratio(bins.size(), -1);
  std::map<std::int64_t, std::vector<double>> of_day;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double usual = season[bins[i].of_day()];
    if (usual <= 0) continue;
    ratio[i] = bins[i].mean() / usual;
    of_day[bins[i].day()].push_back(ratio[i]);
  }
  std::map<std::int64_t, double> day_level;
  for (auto& [day, ratios] : of_day) {
    const double level = median(std::move(ratios));
    day_level[day] = level > 0 ? level : 1;  // silent for most of the day: the season stands
  }
  std::vector<double> level(bins.size(), 0), around;
  std::size_t from = 0, to = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    for (; to < bins.size() && bins[to].number <= bins[i].number + kReach; ++to) {
    }
    for (; bins[from].number < bins[i].number - kReach; ++from) {
    }
    if (ratio[i] < 0) continue;
    around.clear();
    for (std::size_t j = from; j < to; ++j)
      if (ratio[j] >= 0) around.push_back(ratio[j]);
    level[i] = median(around);
    if (!has_season) continue;
    const double day = day_level[bins[i].day()];
    level[i] = std::clamp(level[i], kLeastLevel * day, kMostLevel * day);
  }
  return level;
}

void set_variation(TrafficModel& model, const std::vector<std::int64_t>& minutes,
                   const std::vector<std::int64_t>& requests) {
  // Of the busier half of the minutes: in the others chance drowns the excess.
  std::vector<double> levels;
  for (const double expected : model.expected)
    if (expected > 0) levels.push_back(expected);
  const double busy = median(std::move(levels));
  const auto is_busy = [&](std::size_t i) { return model.expected[i] > 0 && model.expected[i] >= busy; };
  std::vector<double> residual(minutes.size(), 0), deviations;
  double chance = 0;
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (!is_busy(i)) continue;
    residual[i] = static_cast<double>(requests[i]) / model.expected[i] - 1;
    deviations.push_back(std::abs(residual[i]));
    chance += 1 / model.expected[i];
  }
  model.excess = kLeastExcess;
  if (deviations.empty()) return;
  chance /= static_cast<double>(deviations.size());
  const double deviation = kNormal * median(std::move(deviations));
  model.excess = std::max(kLeastExcess, deviation * deviation - chance);
  // Residuals of outages would make any stream look sluggish: what is past three deviations counts as three.
  // Chance is independent from minute to minute: what two neighbours have in common is of the excess alone.
  double product = 0, pairs = 0;
  const double most = 3 * std::max(deviation, std::sqrt(kLeastExcess));
  const auto bounded = [&](std::size_t i) { return std::clamp(residual[i], -most, most); };
  for (std::size_t i = 1; i < minutes.size(); ++i) {
    if (minutes[i] != minutes[i - 1] + 1 || !is_busy(i) || !is_busy(i - 1)) continue;
    product += bounded(i) * bounded(i - 1);
    pairs += 1;
  }
  const double lag = pairs > 0 ? std::clamp(product / pairs / model.excess, 0.0, kMostLag) : 0;
  model.persistence = (1 + lag) / (1 - lag);
}

}  // namespace

TrafficModel traffic_model(const std::vector<std::int64_t>& minutes,
                           const std::vector<std::int64_t>& requests) {
  TrafficModel model;
  model.expected.assign(minutes.size(), 0);
  if (minutes.empty()) return model;
  std::vector<Bin> bins;
  std::vector<std::size_t> bin_of;
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (bins.empty() || bins.back().number != minutes[i] / kBin) bins.push_back({minutes[i] / kBin});
    bins.back().requests += static_cast<double>(requests[i]);
    bins.back().minutes += 1;
    bin_of.push_back(bins.size() - 1);
  }
  model.has_season = minutes.back() - minutes.front() + 1 >= static_cast<std::int64_t>(kSeasonDays) * kDay;
  const std::vector<double> season = model.has_season ? season_of(bins) : std::vector<double>(kBins, 1);
  const std::vector<double> level = level_of(bins, season, model.has_season);
  for (std::size_t i = 0; i < minutes.size(); ++i)
    model.expected[i] = season[bins[bin_of[i]].of_day()] * level[bin_of[i]];
  set_variation(model, minutes, requests);
  return model;
}

}  // namespace faultline::analyze::observing
