// Workload: tables of rollups straight into observe(), without store and grouping: what the detector alone
// gives and what it costs. Built on demand: ninja observe_rollups; scored by observed_windows.py.
//
//   observe_rollups FOLDER/rollups.csv > predictions.tsv
//
// Rows of minute,cluster,service,requests,errors,slow (epoch seconds). Prints cluster/service, start, end,
// then the intervals' ends (start earliest, start latest, end earliest, end latest) and the channel; the time
// that observe() took goes to standard error. No reader: a malformed row ends the program.
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "analyze/observe.hpp"

namespace {

using namespace faultline;

model::Rollups read(const char* path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string("cannot open ") + path);
  std::map<model::Scope, model::RollupStream> streams;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string minute, cluster, service, requests, errors, slow;
    for (std::string* cell : {&minute, &cluster, &service, &requests, &errors, &slow})
      if (!std::getline(row, *cell, ',')) throw std::runtime_error("a row of fewer than six cells: " + line);
    const model::Scope scope{{}, model::make_name(cluster), model::make_name(service), {}};
    model::RollupMinute counts;
    counts.minute = base::Instant{std::chrono::seconds{std::stoll(minute)}};
    counts.requests = std::stoll(requests);
    counts.errors = std::stoll(errors);
    counts.slow = std::stoll(slow);
    model::RollupStream& stream = streams[scope];
    stream.scope = scope;
    stream.minutes.push_back(counts);
  }
  model::Rollups rollups;
  rollups.sources.resize(1);
  rollups.sources[0].digest = "0";
  rollups.sources[0].name = path;
  rollups.sources[0].reader = "rollups";
  rollups.rollups.resize(1);
  rollups.rollups[0].source_digest = "0";
  for (auto& entry : streams) rollups.rollups[0].streams.push_back(std::move(entry.second));
  return rollups;
}

std::int64_t seconds(base::Instant instant) {
  return base::to_micros(instant) / 1000000;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: observe_rollups ROLLUPS.csv\n";
    return 2;
  }
  const model::Rollups rollups = read(arguments[1]);
  const auto begun = std::chrono::steady_clock::now();
  const model::Observations result = analyze::observe(rollups, {});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  std::map<model::Scope, base::Instant> data_end;
  for (const model::ObservedStream& stream : result.streams) data_end[stream.scope] = stream.last;
  for (const model::ObservedWindow& window : result.windows) {
    const base::Bounds start = *window.start.utc;
    const base::Instant last = data_end[window.scope];
    const base::Bounds end = window.end ? *window.end->utc : base::Bounds{last, last, last};
    std::cout << window.scope.cluster.label << '/' << window.scope.service.label;
    for (const base::Instant instant :
         {start.best, end.best, start.earliest, start.latest, end.earliest, end.latest})
      std::cout << '\t' << seconds(instant);
    std::cout << '\t' << model::to_string(window.channel) << '\t' << window.rule << '\n';
  }
  std::cerr << "observe: " << taken.count() << " s, " << result.streams.size() << " streams, threshold "
            << result.threshold << '\n';
  return 0;
}
