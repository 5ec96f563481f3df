// The CUSUM and its edges against the formulas of docs/observed.md written out the slow way: every sum from
// its beginning, every range minute by minute.
#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "analyze/observe/cusum.hpp"
#include "analyze/observe/edges.hpp"
#include "analyze/observe/ratio_likelihood.hpp"

namespace faultline::analyze::observing {
namespace {

struct Small {
  std::vector<std::int64_t> minutes, requests, bad;
};

Small random_series(std::mt19937& random) {
  const auto pick = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  Small series;
  const int length = pick(1, 250), per_minute = pick(1, 120);
  double share = 0.002;
  for (std::int64_t minute = 0; minute < length; ++minute) {
    if (pick(0, 39) == 0) share = pick(0, 1) == 0 ? 0.002 : 0.01 * pick(2, 90);
    if (pick(0, 14) == 0) continue;  // unknown
    series.minutes.push_back(29540160 + minute);
    series.requests.push_back(pick(0, per_minute));
    series.bad.push_back(std::binomial_distribution<std::int64_t>(series.requests.back(), share)(random));
  }
  return series;
}

class Oracle {
 public:
  Oracle(const Small& series, const RatioLikelihood& usual, double alarm)
      : series_(series), usual_(usual), h_(alarm) {}

  double evidence(std::size_t at, double p1) const { return evidence(at, p1, usual_.usual(at)); }

  double evidence(std::size_t at, double p1, double p0) const {
    const auto k = static_cast<double>(series_.bad[at]), n = static_cast<double>(series_.requests[at]);
    p1 = std::min(std::max(p1, 1e-9), 1 - 1e-9);
    return (k * std::log(p1 / p0) + (n - k) * std::log((1 - p1) / (1 - p0))) / usual_.dispersion();
  }

  // The evidence of a minute for an alternative, as the sum takes it.
  double capped(std::size_t at, int alternative) const {
    const double p0 = usual_.usual(at);
    const double p1 =
        alternative == 0 ? std::min(0.7, std::max(0.01, 3 * p0)) : std::min(0.9, std::max(0.1, 8 * p0));
    return p1 > p0 ? std::min(evidence(at, p1), h_ / 2) : 0;
  }

  // max(0, S + l) unrolled: the greatest sum over all beginnings, and the latest beginning that gives it.
  std::pair<double, std::size_t> sum(std::size_t from, std::size_t to, int alternative) const {
    double best = 0, total = 0;
    std::size_t start = to;
    for (std::size_t a = to; a-- > from;) {
      total += capped(a, alternative);
      if (total > best + 1e-9) best = total, start = a;
    }
    return {best, start};
  }

  double share(std::size_t from, std::size_t to) const {
    double k = 0, n = 0;
    for (std::size_t i = from; i < to; ++i)
      k += static_cast<double>(series_.bad[i]), n += static_cast<double>(series_.requests[i]);
    return n > 0 ? k / n : usual_.usual(from);
  }

  std::vector<Excursion> excursions() const {
    std::vector<Excursion> result;
    std::size_t from = 0;
    for (std::size_t t = 0; t < series_.minutes.size(); ++t) {
      const auto mild = sum(from, t + 1, 0), severe = sum(from, t + 1, 1);
      const auto& loudest = severe.first > mild.first ? severe : mild;
      if (loudest.first < h_) continue;
      Excursion found;
      found.start = loudest.second;
      found.alarm = t;
      std::size_t end = t + 1;
      double quiet = 0;
      for (++t; t < series_.minutes.size(); ++t) {
        quiet = std::max(0.0, quiet + std::min(-evidence(t, share(found.start, end)), 6.9 / 5));
        if (quiet == 0) end = t + 1;
        if (quiet >= 6.9) break;
      }
      found.closed = std::min(t + 1, series_.minutes.size());
      if (quiet >= 6.9) found.end = end;
      result.push_back(found);
      from = found.closed;
      t = found.closed - 1;
    }
    return result;
  }

  double profile(std::size_t from, std::size_t to, std::size_t usual_at) const {
    const double p1 = share(from, to), p0 = usual_.usual(usual_at);
    double total = 0;
    for (std::size_t i = from; i < to && p1 > p0; ++i) total += evidence(i, p1, p0);
    return total;
  }

 private:
  const Small& series_;
  const RatioLikelihood& usual_;
  double h_;
};

}  // namespace

TEST_CASE("the fast CUSUM and its edges equal the slow ones") {
  constexpr double kAlarm = 9;
  std::mt19937 random(19540601);
  std::size_t count = 0, open = 0;
  for (int round = 0; round < 200; ++round) {
    INFO("round " << round);
    const Small series = random_series(random);
    const RatioLikelihood likelihood(series.minutes, series.requests, series.bad, {0.001, 0.01});
    const Oracle oracle(series, likelihood, kAlarm);
    const auto found = excursions(likelihood, {kAlarm, 2}), expected = oracle.excursions();
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      ++count;
      CHECK(found[i].start == expected[i].start);
      CHECK(found[i].alarm == expected[i].alarm);
      CHECK(found[i].end == expected[i].end);
      CHECK(found[i].closed == expected[i].closed);
      CHECK(found[i].peak >= kAlarm);

      const Span span = edges(likelihood, series.minutes, found[i], 0);
      const std::size_t onset = std::min(found[i].end.value_or(series.minutes.size()), found[i].alarm + 1);
      const double best = oracle.profile(span.start.best, onset, found[i].start);
      for (std::size_t at = 0; at < onset; ++at) {
        if (series.minutes[at] < series.minutes[found[i].start] - 40) continue;
        const double here = oracle.profile(at, onset, found[i].start);
        CHECK(here <= best + 1e-6);
        if (here >= best - 1.92 + 1e-6) {
          CHECK(span.start.earliest <= at);
          CHECK(at <= span.start.latest);
        }
      }
      for (const std::size_t at : {span.start.earliest, span.start.latest})
        CHECK(oracle.profile(at, onset, found[i].start) >= best - 1.92 - 1e-6);
      if (!found[i].end) {
        ++open;
        CHECK(!span.end);
        continue;
      }
      REQUIRE(span.end);
      const double best_end = oracle.profile(span.start.best, span.end->best, found[i].start);
      for (std::size_t at = std::max(span.start.best + 1, *found[i].end - 1); at <= found[i].closed; ++at)
        CHECK(oracle.profile(span.start.best, at, found[i].start) <= best_end + 1e-6);
      for (const std::size_t at : {span.end->earliest, span.end->latest})
        CHECK(oracle.profile(span.start.best, at, found[i].start) >= best_end - 1.92 - 1e-6);
    }
  }
  CHECK(count > 100);
  CHECK(open > 10);
}

}  // namespace faultline::analyze::observing
