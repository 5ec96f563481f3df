// rollups: requests per minute that another system has counted, as CSV.
//
//   minute,cluster,service,requests,errors,slow
//   2026-03-04T09:12:00Z,prod-2,checkout,181,4,9
//
// The header names the columns, in any order: minute (RFC 3339, or seconds since 1970), cluster, service,
// requests and errors; slow, version and organisation where there are such. Separator: ',', ';' or a tab, as
// the header has it; cells may be quoted, without line breaks inside. A record is a row. Deliberately
// ignored: other columns, with a remark for each. A minute given twice for one stream is a diagnostic, and
// the first counts: two exports that overlap would else be summed.
#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/logs/log_clock.hpp"
#include "ingest/logs/rollup_table.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

enum Column { kMinute, kCluster, kService, kRequests, kErrors, kSlow, kVersion, kOrganisation, kColumns };
constexpr std::array<std::string_view, kColumns> kNames = {"minute", "cluster", "service", "requests",
                                                           "errors", "slow",    "version", "organisation"};
constexpr std::array kNeeded = {kMinute, kCluster, kService, kRequests, kErrors};

// The cells of one line. Unquoted cells are views into it; a quoted one is unescaped into `memory`.
class Cells {
 public:
  explicit Cells(char separator) : separator_(separator) {}

  // False where a quote is not closed.
  bool split(std::string_view line) {
    cells.clear();
    used_ = 0;
    for (std::size_t place = 0;;) {
      if (place < line.size() && line[place] == '"') {
        if (!take_quoted(line, place)) return false;
      } else {
        const std::size_t end = std::min(line.find(separator_, place), line.size());
        cells.push_back(base::trim(line.substr(place, end - place)));
        place = end;
      }
      if (place >= line.size()) return true;
      ++place;  // the separator
    }
  }

  std::vector<std::string_view> cells;

 private:
  bool take_quoted(std::string_view line, std::size_t& place) {
    if (used_ == memory_.size()) memory_.push_back(std::make_unique<std::string>());
    std::string& text = *memory_[used_++];
    text.clear();
    for (++place; place < line.size(); ++place) {
      if (line[place] != '"') {
        text.push_back(line[place]);
      } else if (line.substr(place).starts_with("\"\"")) {
        text.push_back('"');
        ++place;
      } else {
        place = std::min(line.find(separator_, place), line.size());
        cells.push_back(text);
        return true;
      }
    }
    return false;
  }

  char separator_;
  std::vector<std::unique_ptr<std::string>> memory_;
  std::size_t used_ = 0;
};

char separator_of(std::string_view header) {
  char separator = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(header.begin(), header.end(), candidate) >
        std::count(header.begin(), header.end(), separator))
      separator = candidate;
  }
  return separator;
}

// Where each column stands; -1 = it is not there. `unknown` are the others' names.
struct Header {
  std::array<int, kColumns> at{};
  std::vector<std::string> unknown;
  std::vector<std::string> missing;
};

Header header_of(const std::vector<std::string_view>& cells) {
  Header header;
  header.at.fill(-1);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto known = std::find(kNames.begin(), kNames.end(), base::to_lower(cells[i]));
    if (known != kNames.end() && header.at[static_cast<std::size_t>(known - kNames.begin())] < 0) {
      header.at[static_cast<std::size_t>(known - kNames.begin())] = static_cast<int>(i);
    } else {
      header.unknown.emplace_back(cells[i]);
    }
  }
  for (const Column column : kNeeded) {
    if (header.at[column] < 0) header.missing.push_back(fmt::format("'{}'", kNames[column]));
  }
  return header;
}

// What is wrong with a row; caught where it becomes the row's diagnostic.
struct Wrong {
  Column column;
  std::string message;
};

class Rows {
 public:
  Rows(const ReadOptions& options, FactSink& sink)
      : options_(options), sink_(sink), zone_(options, sink), clock_(logs::TimeLayout::iso(), zone_) {}

  void read(LineStream& lines) {
    bool has_header = false;
    while (const auto line = lines.next()) {
      if (line->is_restart) {
        table_.clear();
        zone_.forget();
        count_ = 0;
      }
      const model::Location where{line->number, 1, {}};
      if (line->is_cut) {
        sink_.reject(where, fmt::format("a line longer than {} bytes; left out", kMostLineBytes));
      } else if (base::trim(line->text).empty()) {
        continue;
      } else if (!std::exchange(has_header, true)) {
        if (!read_header(line->text, where)) return;
      } else {
        read_row(line->text, where);
      }
    }
    model::SourceRollups rollups;
    rollups.lines = count_;
    rollups.streams = table_.take();
    sink_.rollups(std::move(rollups));
  }

 private:
  bool read_header(std::string_view line, const model::Location& where) {
    cells_ = Cells(separator_of(line));
    const bool is_closed = cells_.split(line);
    header_ = header_of(cells_.cells);
    if (!is_closed || !header_.missing.empty()) {
      sink_.reject(where,
                   is_closed ? fmt::format("the header has no column {}", base::join(header_.missing, ", "))
                             : std::string("a quote of the header is not closed"),
                   line);
      return false;
    }
    columns_ = cells_.cells.size();
    for (const std::string& name : header_.unknown) {
      sink_.remark(where, fmt::format("the column '{}' is not known and left out", base::printable(name)),
                   line);
    }
    return true;
  }

  void read_row(std::string_view line, model::Location where) {
    if (!cells_.split(line)) return sink_.reject(where, "a quote is not closed", line);
    if (cells_.cells.size() != columns_) {
      return sink_.reject(
          where, fmt::format("{} cells where the header has {}", cells_.cells.size(), columns_), line);
    }
    try {
      count_row(where.line);
    } catch (const Wrong& wrong) {
      if (const std::string_view cell = text(wrong.column);
          cell.data() >= line.data() && cell.data() <= line.data() + line.size())
        where.column = static_cast<int>(cell.data() - line.data()) + 1;
      sink_.reject(where, wrong.message, line);
    }
  }

  void count_row(int number) {
    const auto minute = clock_.read(text(kMinute), number);
    if (!minute) {
      throw Wrong{kMinute, fmt::format("'{}' is no time; write 2026-03-04T09:12:00Z or seconds since 1970",
                                       base::printable(text(kMinute)))};
    }
    if (*minute != base::floor_minute(*minute))
      throw Wrong{kMinute, fmt::format("'{}' is not the beginning of a minute", text(kMinute))};
    model::RollupMinute row;
    row.requests = whole(kRequests).value_or(-1);
    row.errors = whole(kErrors).value_or(-1);
    if (row.requests < 0) throw Wrong{kRequests, "'requests' is empty"};
    if (row.errors < 0) throw Wrong{kErrors, "'errors' is empty"};
    row.slow = whole(kSlow);
    if (row.errors > row.requests) throw Wrong{kErrors, "more errors than requests"};
    if (row.slow.value_or(0) > row.requests) throw Wrong{kSlow, "more slow requests than requests"};

    logs::StreamKey key{text(kCluster), text(kService), text(kVersion), text(kOrganisation)};
    if (key.cluster.empty()) key.cluster = options_.cluster;
    if (key.service.empty()) key.service = options_.service;
    if (key.organisation.empty()) key.organisation = options_.organisation;
    const auto place = table_.find(key, *minute);
    if (place.minute == nullptr) {
      throw Wrong{kService,
                  fmt::format("more than {} streams; the names of clusters and services are too many",
                              logs::kMostStreams)};
    }
    if (!place.is_new) throw Wrong{kMinute, "this minute of this stream stands further up; the first counts"};
    row.minute = *minute;
    *place.minute = std::move(row);
    ++count_;
  }

  std::string_view text(Column column) const {
    const int at = header_.at[column];
    return at < 0 ? std::string_view() : cells_.cells[static_cast<std::size_t>(at)];
  }

  // Absent where the column or the cell's content is missing.
  std::optional<std::int64_t> whole(Column column) const {
    const std::string_view cell = text(column);
    if (cell.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || value < 0)
      throw Wrong{column, fmt::format("'{}' is no count of requests", base::printable(cell))};
    return value;
  }

  const ReadOptions& options_;
  FactSink& sink_;
  logs::AssumedZone zone_;
  logs::LogClock clock_;
  logs::RollupTable table_;
  Cells cells_{','};
  Header header_;
  std::size_t columns_ = 0;
  std::int64_t count_ = 0;
};

}  // namespace

Sniff sniff_rollups(const Input& input) {
  LineStream lines(std::string_view(input.bytes).substr(0, kHeadBytes));
  for (auto line = lines.next(); line; line = lines.next()) {
    const std::string_view text = base::trim(line->text);
    if (text.empty()) continue;
    Cells cells(separator_of(text));
    return cells.split(text) && header_of(cells.cells).missing.empty() ? Sniff::certain : Sniff::no;
  }
  return Sniff::no;
}

void stream_rollups(LineStream& lines, const ReadOptions& options, FactSink& sink) {
  Rows(options, sink).read(lines);
}

}  // namespace faultline::ingest::formats
