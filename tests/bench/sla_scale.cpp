// Workload: a row per service and month from millions of windows, against SQLite doing the same with window
// functions in the same run. Built on demand: ninja -C build/release sla_scale
//
//   sla_scale 10000 36 5000000        services, months, windows
//
// Windows overlap, weigh 1 or 0.3, and come in incidents of ten. Prints seconds and memory of each, their
// ratio, and whether every total is equal; ends with 1 where one is not.
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>
#include <string>

#include "analyze/sla.hpp"
#include "analyze/sla/period.hpp"

namespace {

using namespace faultline;
using Clock = std::chrono::steady_clock;

struct Window {
  int service;
  std::int64_t start, end;
  int tenths;
};

constexpr int kServicesOfCluster = 100;
constexpr std::int64_t kFirst = 1672531200;  // 2023-01-01T00:00:00Z

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

std::vector<Window> make_windows(int services, std::int64_t span, int count) {
  std::mt19937_64 random(36);
  std::vector<Window> windows;
  windows.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const auto pick = [&](std::int64_t most) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
    };
    const std::int64_t start = kFirst + pick(span), length = 30 + pick(7200);
    windows.push_back({static_cast<int>(pick(services)), start, start + length, pick(2) == 0 ? 10 : 3});
  }
  return windows;
}

model::Scope scope_of(int service) {
  return {model::make_name("Tidepool"),
          model::make_name("prod-" + std::to_string(service / kServicesOfCluster)),
          model::make_name("service-" + std::to_string(service)),
          {}};
}

model::Report make_report(const std::vector<Window>& windows, int services) {
  std::vector<model::Scope> scopes;
  for (int i = 0; i < services; ++i) scopes.push_back(scope_of(i));
  model::Report report;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (i % 10 == 0) {
      report.incidents.emplace_back();
      report.incidents.back().id = std::to_string(i);
      report.incidents.back().organisation = scopes.front().organisation;
    }
    model::ImpactWindow window;
    window.ledger = model::Ledger::fused;
    window.scopes = {scopes[static_cast<std::size_t>(windows[i].service)]};
    window.level = windows[i].tenths == 10 ? model::Level::major_outage : model::Level::partial_outage;
    const auto at = [](std::int64_t second) {
      const base::Instant instant{std::chrono::seconds{second}};
      return base::Bounds{instant, instant, instant};
    };
    window.start.utc = at(windows[i].start);
    window.end.emplace();
    window.end->utc = at(windows[i].end);
    report.incidents.back().windows.push_back(std::move(window));
  }
  return report;
}

class Sqlite {
 public:
  Sqlite() { check(sqlite3_open(":memory:", &database_)); }
  ~Sqlite() { sqlite3_close(database_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  void run(const std::string& sql) { check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr)); }

  void fill(const std::vector<Window>& windows, const std::vector<analyze::SlaPeriod>& months) {
    run("CREATE TABLE span (service INT, start_s INT, end_s INT, tenths INT);"
        "CREATE TABLE month (number INT, start_s INT, end_s INT); BEGIN");
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(database_, "INSERT INTO span VALUES (?,?,?,?)", -1, &insert, nullptr));
    for (const Window& window : windows) {
      sqlite3_bind_int(insert, 1, window.service);
      sqlite3_bind_int64(insert, 2, window.start);
      sqlite3_bind_int64(insert, 3, window.end);
      sqlite3_bind_int(insert, 4, window.tenths);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    for (std::size_t i = 0; i < months.size(); ++i)
      run("INSERT INTO month VALUES (" + std::to_string(i) + "," +
          std::to_string(months[i].start.time_since_epoch().count()) + "," +
          std::to_string(months[i].end.time_since_epoch().count()) + ")");
    run("COMMIT");
  }

  // Tenths by (service, month): the islands of all spans count 3 a second, those of whole outages 7 more.
  std::map<std::pair<int, int>, std::int64_t> totals() {
    const std::string islands =
        "SELECT service, MIN(start_s) start_s, MAX(end_s) end_s FROM ("
        " SELECT *, SUM(is_new) OVER (PARTITION BY service ORDER BY start_s, end_s) island FROM ("
        "  SELECT *, COALESCE(start_s > MAX(end_s) OVER (PARTITION BY service ORDER BY start_s, end_s"
        "   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 1) is_new FROM span WHERE tenths >= ";
    const auto part = [&](const char* least, const char* weight) {
      return "SELECT service, number, " + std::string(weight) +
             " * (MIN(i.end_s, m.end_s) - MAX(i.start_s, m.start_s)) tenths FROM (" + islands + least +
             ")) GROUP BY service, island) i JOIN month m ON i.start_s < m.end_s AND i.end_s > m.start_s";
    };
    const std::string sql = "SELECT service, number, SUM(tenths) FROM (" + part("3", "3") + " UNION ALL " +
                            part("10", "7") + ") GROUP BY service, number";
    sqlite3_stmt* query = nullptr;
    check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &query, nullptr));
    std::map<std::pair<int, int>, std::int64_t> totals;
    while (sqlite3_step(query) == SQLITE_ROW)
      totals[{sqlite3_column_int(query, 0), sqlite3_column_int(query, 1)}] = sqlite3_column_int64(query, 2);
    sqlite3_finalize(query);
    return totals;
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
  }
  sqlite3* database_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
  const int services = argc > 1 ? std::atoi(argv[1]) : 10000;
  const int month_count = argc > 2 ? std::atoi(argv[2]) : 36;
  const int count = argc > 3 ? std::atoi(argv[3]) : 5000000;
  const base::Zone utc = base::Zone::utc();
  model::Config config;
  std::vector<analyze::SlaPeriod> months{
      analyze::period_at(config.policy.period, utc, base::Instant{std::chrono::seconds{kFirst}})};
  while (static_cast<int>(months.size()) < month_count)
    months.push_back(analyze::next_period(config.policy.period, utc, months.back()));
  const std::vector<Window> windows =
      make_windows(services, (months.back().end - months.front().start).count() - 8000, count);

  analyze::SlaQuery query;
  query.period = months.front().label + ".." + months.back().label;
  const model::Report report = make_report(windows, services);
  const long before = peak_megabytes();
  const auto start = Clock::now();
  const model::SlaResult result =
      analyze::compute_sla(report, config, query, base::Instant(months.back().end));
  const double own_seconds = seconds_since(start);
  std::printf("faultline: %zu rows, %.2f s, peak %ld MB, of which %ld MB are the report itself\n",
              result.rows.size(), own_seconds, peak_megabytes(), before);

  Sqlite sqlite;
  sqlite.fill(windows, months);
  const auto sqlite_start = Clock::now();
  const auto totals = sqlite.totals();
  const double sqlite_seconds = seconds_since(sqlite_start);
  std::printf("sqlite: %zu totals, %.2f s, %.2f x\n", totals.size(), sqlite_seconds,
              sqlite_seconds / own_seconds);

  std::map<std::string, int> numbers;
  for (std::size_t i = 0; i < months.size(); ++i) numbers[months[i].label] = static_cast<int>(i);
  long different = 0;
  for (const model::SlaRow& row : result.rows) {
    if (!row.scope.service.is_known()) continue;
    const int service = std::atoi(row.scope.service.slug.substr(8).c_str());
    const auto found = totals.find({service, numbers[row.period]});
    different += (found == totals.end() ? 0 : found->second) != row.best.bad;
  }
  std::printf("%ld totals differ\n", different);
  return different == 0 ? 0 : 1;
}
