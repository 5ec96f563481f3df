#include "fuzz/harness.hpp"

#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "model/moment_json.hpp"

namespace faultline::fuzz {

namespace {

void check_bounds(const base::Bounds& bounds, std::string_view who, Broken& broken) {
  if (bounds.earliest > bounds.best || bounds.best > bounds.latest) {
    broken.push_back(fmt::format("{}: the bounds {} .. {} .. {} are out of order", who,
                                 base::format_rfc3339(bounds.earliest), base::format_rfc3339(bounds.best),
                                 base::format_rfc3339(bounds.latest)));
  }
}

}  // namespace

void check_moment(const base::Moment& moment, std::string_view who, Broken& broken) {
  const auto promise = [&](bool holds, std::string_view what) {
    if (!holds) broken.push_back(fmt::format("{}: {} ('{}')", who, what, moment.written));
  };
  if (moment.utc) {
    check_bounds(*moment.utc, who, broken);
    promise(!moment.zone.empty(), "an instant without a zone");
  }
  for (const base::Reading& reading : moment.rejected) {
    if (reading.utc) check_bounds(*reading.utc, who, broken);
    promise(reading.utc || reading.local, "a rejected reading that is none");
    promise(!reading.reason.empty(), "a reading rejected without a reason");
  }
}

std::string describe(const base::Moment& moment) {
  // Bytes of the text that are no UTF-8 are compared all the same: replaced, not refused.
  return model::moment_to_json(moment).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void end_where_broken(const Broken& broken) {
  if (broken.empty()) return;
  for (const std::string& what : broken) std::fprintf(stderr, "broken promise: %s\n", what.c_str());
  std::abort();
}

}  // namespace faultline::fuzz
