// TimeLayout: how the times of a log are written, in the manner of strptime.
//
//   TimeLayout("%d/%b/%Y:%H:%M:%S %z").parse("04/Mar/2026:09:12:33 +0100")
//     -> minute 2026-03-04 09:12, offset +60 min, the seconds at 18
//
//   %Y %m %d %H %M %S   digits, two (the year four); %e a day of one or two digits, maybe after a space
//   %b a month's and %a a week day's English name, three letters; %f a fraction of a second with its point or
//   comma, maybe none; %z "Z", "+0100", "+01:00", "+01", maybe after a space, maybe none.
//   A 'T' stands for itself or a space; all else for itself.
//
// The seconds are left to LogClock, which reads a minute once for all its lines.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace faultline::ingest::logs {

struct StampMinute {
  base::LocalTime minute{};
  std::optional<std::chrono::minutes> offset;  // absent = the text has no zone
  bool has_year = true;                        // else it is 1972, a leap year
  std::size_t seconds_at = 0;                  // where "33" or "33.123" begins
  std::size_t seconds_end = 0;
};

// 0 .. 59 seconds with any fraction, as microseconds; what is finer is dropped. The whole text.
std::optional<std::chrono::microseconds> read_seconds(std::string_view text);

class TimeLayout {
 public:
  explicit TimeLayout(std::string_view layout);  // throws base::Error for an unknown letter
  static TimeLayout iso();                       // "2026-03-04T09:12:33.123Z" and its neighbours

  // The whole text, or absent.
  std::optional<StampMinute> parse(std::string_view text) const;

 private:
  std::string layout_;
};

}  // namespace faultline::ingest::logs
