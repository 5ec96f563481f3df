// The sweep against the obvious version: a loop over every second of small random cases.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "analyze/sla.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::seconds;

constexpr int kCases = 2000;
constexpr int kSpan = 240;  // seconds on both sides of midnight, 1 March 2021

base::Instant edge(int second) {
  return base::parse_rfc3339("2021-03-01T00:00:00Z").value() + seconds{second - kSpan / 2};
}

struct RandomWindow {
  std::size_t incident;
  model::Level level;
  int start[3], end[3];  // earliest, best, latest
  bool is_whole_cluster;
};

int weight(model::Level level, bool at_most) {
  if (level == model::Level::major_outage) return 10;
  if (level == model::Level::partial_outage) return 3;
  return level == model::Level::unknown && at_most ? 10 : 0;
}

base::Moment moment(const int (&points)[3]) {
  base::Moment result;
  result.utc = base::Bounds{edge(points[0]), edge(points[1]), edge(points[2])};
  return result;
}

// which: 0 least, 1 best, 2 most.
std::int64_t brute_force(const std::vector<RandomWindow>& windows, bool is_cluster_row, int from, int to,
                         int which, std::map<std::size_t, std::int64_t>* shares,
                         const std::vector<std::size_t>& order) {
  std::int64_t total = 0;
  for (int second = from; second < to; ++second) {
    std::map<std::size_t, int> by_incident;
    for (const RandomWindow& window : windows) {
      if (is_cluster_row && !window.is_whole_cluster) continue;
      const int start = window.start[2 - which], end = window.end[which];
      if (second >= start && second < end)
        by_incident[window.incident] =
            std::max(by_incident[window.incident], weight(window.level, which == 2));
    }
    int charged = 0;
    for (const std::size_t incident : order) {
      const int added = by_incident[incident] - charged;
      if (added <= 0) continue;
      if (shares != nullptr) (*shares)[incident] += added;
      charged += added;
    }
    total += charged;
  }
  return total;
}

}  // namespace

TEST_CASE("the sweep equals a loop over every second") {
  std::mt19937 random(20210330);
  const auto pick = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  const model::Level levels[] = {model::Level::major_outage, model::Level::partial_outage,
                                 model::Level::degraded, model::Level::unknown};
  const model::Name organisation = model::make_name("Tidepool");
  const model::Scope cluster{organisation, model::make_name("prod-1"), {}, {}};
  const model::Scope service{organisation, model::make_name("prod-1"), model::make_name("Login"), {}};
  SlaQuery query;
  query.period = "2021-02..2021-03";

  for (int round = 0; round < kCases; ++round) {
    std::vector<RandomWindow> windows;
    model::Report report;
    report.incidents.resize(static_cast<std::size_t>(pick(1, 4)));
    for (std::size_t i = 0; i < report.incidents.size(); ++i) {
      report.incidents[i].id = "incident-" + std::to_string(i);
      report.incidents[i].organisation = organisation;
      report.incidents[i].scopes = {cluster, service};
    }
    for (int count = pick(1, 7); count > 0; --count) {
      RandomWindow window{};
      window.incident = static_cast<std::size_t>(pick(0, static_cast<int>(report.incidents.size()) - 1));
      window.level = levels[pick(0, 3)];
      window.is_whole_cluster = pick(0, 1) == 0;
      window.start[1] = pick(10, kSpan - 60);
      window.end[1] = window.start[1] + pick(0, 60);
      const int width = pick(0, 2) == 0 ? pick(0, 8) : 0;
      for (auto* points : {&window.start, &window.end}) {
        (*points)[0] = (*points)[1] - width / 2;
        (*points)[2] = (*points)[1] + width;
      }
      model::ImpactWindow impact;
      impact.ledger = model::Ledger::fused;
      impact.scopes = {window.is_whole_cluster ? cluster : service};
      impact.level = window.level;
      impact.start = moment(window.start);
      impact.end = moment(window.end);
      report.incidents[window.incident].windows.push_back(impact);
      windows.push_back(window);
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < report.incidents.size(); ++i) order.push_back(i);
    std::vector<int> beginning(order.size(), kSpan * 2);
    for (const RandomWindow& window : windows)
      beginning[window.incident] = std::min(beginning[window.incident], window.start[1]);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return beginning[a] < beginning[b]; });

    const auto result = compute_sla(report, {}, query, edge(kSpan * 2));
    INFO("round " << round);
    // A cluster has no row in a month in which only its service was hit.
    std::size_t expected_rows = 0;
    for (const auto& [from, to] : {std::pair{0, kSpan / 2}, std::pair{kSpan / 2, kSpan * 2}}) {
      bool has_own = false, has_service = false;
      for (const RandomWindow& window : windows) {
        if (window.start[0] >= to || window.end[2] <= from || window.start[0] >= window.end[2]) continue;
        if (window.is_whole_cluster) has_own = true;
        if (!window.is_whole_cluster && window.level != model::Level::degraded) has_service = true;
      }
      expected_rows += has_service && !has_own ? 1 : 2;
    }
    REQUIRE(result.rows.size() == expected_rows);
    for (const model::SlaRow& row : result.rows) {
      const bool is_cluster_row = !row.scope.service.is_known();
      const int from = row.period == "2021-02" ? 0 : kSpan / 2,
                to = row.period == "2021-02" ? kSpan / 2 : kSpan + 20;
      std::map<std::size_t, std::int64_t> shares;
      REQUIRE(row.least.bad == brute_force(windows, is_cluster_row, from, to, 0, nullptr, order));
      REQUIRE(row.best.bad == brute_force(windows, is_cluster_row, from, to, 1, &shares, order));
      REQUIRE(row.most.bad == brute_force(windows, is_cluster_row, from, to, 2, nullptr, order));
      REQUIRE(row.shares.size() == shares.size());
      std::int64_t sum = 0;
      for (const auto& share : row.shares) {
        REQUIRE(shares[std::stoul(share.incident_id.substr(9))] == share.bad);
        sum += share.bad;
      }
      REQUIRE(sum == row.best.bad);
    }
  }
}

}  // namespace faultline::analyze
