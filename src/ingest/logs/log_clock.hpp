// LogClock: the times of a log's lines as instants.
//
// Promises:
//  1. A time without a zone is read in that of --zone, else of the config, else in UTC, with one remark per
//     source that says so. In a fold the earlier reading counts, with one remark too.
//  2. A number never goes through a double where it is given as digits: nanoseconds stay exact to the
//  microsecond.
//  3. A minute is read once for all lines that share it.
//
//   LogClock clock(TimeLayout::iso(), zone);
//   clock.read("2026-03-04 09:12:33,123", 7)  -> 09:12:33.123 in `zone`
//   read_epoch("1772615553123")               -> the same in UTC: the size of a number tells its unit
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/zone.hpp"
#include "ingest/logs/time_layout.hpp"
#include "ingest/reader.hpp"

namespace faultline::ingest::logs {

// Seconds, milliseconds, microseconds or nanoseconds since 1970, with any fraction: "1772615553.123".
// Absent where it is no number or before 1973, which is rather a duration.
std::optional<base::Instant> read_epoch(std::string_view text);

// What fills in the zone and the year that the lines do not tell; one for all clocks of a source.
class AssumedZone {
 public:
  AssumedZone(const ReadOptions& options, FactSink& sink);

  base::Instant to_utc(base::LocalTime local, int line);
  // The reading with the year of --published; absent where that is not given.
  std::optional<base::LocalTime> with_year(base::LocalTime local, int line);
  void forget();  // the remarks made: the sink has begun anew

 private:
  FactSink& sink_;
  base::Zone zone_;
  bool is_guess_;
  std::optional<std::chrono::year_month_day> published_;
  bool told_zone_ = false, told_fold_ = false, told_year_ = false;
};

class LogClock {
 public:
  LogClock(TimeLayout layout, AssumedZone& zone);

  // A time in the layout, or a number; absent where it is neither.
  std::optional<base::Instant> read(std::string_view text, int line);

 private:
  std::optional<base::Instant> same_minute(std::string_view text) const;

  TimeLayout layout_;
  AssumedZone& zone_;
  // The last text read: all but its seconds stands for `minute_`.
  std::string text_;
  std::size_t seconds_at_ = 0, behind_ = 0;  // `behind_` bytes after the seconds
  base::Instant minute_{};
};

}  // namespace faultline::ingest::logs
