// LineFormat: a log format of one record per line, described by a file in schemas/logs/ and by no C++.
//
// Such a file has a name, patterns (RE2) with groups named by what they tell, the layout of the time, and
// samples with what they must give; schemas/json/log_format.schema.json and docs/logs.md say all of it.
//
// Promises:
//  1. The patterns are tried in order; the first that fits counts.
//  2. Matching allocates nothing, and takes time linear in the line.
//
//   (?P<status>\d{3}|-) (?:\d+|-)    a group that is not there or "-" tells nothing
//
// The rows that these formats are in the table of readers come from readers/line_formats.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/logs/log_clock.hpp"
#include "ingest/logs/log_record.hpp"
#include "ingest/logs/log_values.hpp"

namespace re2 {
class RE2;
}

namespace faultline::ingest::logs {

// What a group of a pattern tells; the names of the enumerators are those of the groups. `request` is
// "GET /path HTTP/1.1"; latency_2 and latency_3 are added to latency.
enum class Group {
  time,
  cluster,
  service,
  version,
  status,
  level,
  latency,
  latency_2,
  latency_3,
  host,
  path,
  request,
  message
};
inline constexpr std::size_t kGroups = 13;

class LineFormat {
 public:
  // Throws base::Error with `path` where the text is no format.
  LineFormat(std::string_view json, const std::string& path);
  ~LineFormat();
  LineFormat(LineFormat&&) noexcept;
  LineFormat& operator=(LineFormat&&) noexcept;

  const std::string& name() const { return name_; }
  const std::string& title() const { return title_; }
  TimeLayout layout() const { return layout_; }

  // The groups' texts; absent where no pattern fits.
  using Groups = std::array<std::string_view, kGroups>;
  std::optional<Groups> match(std::string_view line) const;
  // The reason for which such a line is no record ("a comment"); empty where it is one.
  std::string_view ignored_for(std::string_view line) const;
  // The record that the groups tell. Its time is absent where it cannot be read.
  LogRecord record(const Groups& groups, LogClock& clock, int line) const;

 private:
  struct Pattern {
    std::unique_ptr<re2::RE2> expression;
    std::vector<std::pair<Group, int>> groups;
    int count = 0;  // of groups, the whole match among them
  };
  struct Ignored {
    std::unique_ptr<re2::RE2> expression;
    std::string reason;
  };

  std::string name_, title_;
  TimeLayout layout_ = TimeLayout::iso();
  LatencyUnit latency_unit_ = LatencyUnit::millisecond;
  std::vector<Pattern> patterns_;
  std::vector<Ignored> ignored_;
};

// Those in schemas/logs/, by name; read once.
std::span<const LineFormat> line_formats();

}  // namespace faultline::ingest::logs
