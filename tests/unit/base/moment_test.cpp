#include "base/moment.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace faultline::base;

namespace {

Instant at(int minute) {
  return Instant(std::chrono::minutes(minute));
}

Bounds bounds(int earliest, int best, int latest) {
  return {at(earliest), at(best), at(latest)};
}

Moment placed(int best) {
  Moment moment;
  moment.utc = bounds(best, best, best + 1);
  return moment;
}

Moment zoneless(int minute) {
  Moment moment;
  moment.local = LocalTime(std::chrono::minutes(minute));
  return moment;
}

}  // namespace

TEST_CASE("bounds meet or they do not") {
  const struct {
    const char* name;
    Bounds a, b;
    std::optional<Bounds> both;
  } kCases[] = {
      {"overlap, best inside", bounds(0, 5, 10), bounds(3, 4, 20), bounds(3, 5, 10)},
      {"best clamped up", bounds(0, 1, 10), bounds(3, 4, 20), bounds(3, 3, 10)},
      {"best clamped down", bounds(0, 9, 10), bounds(0, 1, 4), bounds(0, 4, 4)},
      {"they touch", bounds(0, 0, 5), bounds(5, 6, 7), bounds(5, 5, 5)},
      {"apart", bounds(0, 0, 5), bounds(6, 6, 7), std::nullopt},
      {"apart, the other way round", bounds(6, 6, 7), bounds(0, 0, 5), std::nullopt},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(intersect(c.a, c.b) == c.both);
  }
}

TEST_CASE("a printed minute is a minute wide, a machine's stamp has no width") {
  CHECK(minute_bounds(at(7)) == bounds(7, 7, 8));
  const Moment moment = exact_moment(at(7), "1970-01-01T00:07:00Z");
  CHECK(moment.is_placed());
  CHECK(moment.utc == bounds(7, 7, 7));
  CHECK(moment.resolution == Resolution::exact);
  CHECK(moment.written == "1970-01-01T00:07:00Z");
}

TEST_CASE("lists are ordered: placed, then zoneless, then unplaced; ties stay") {
  Moment unplaced;
  unplaced.written = "14:??";
  std::vector<Moment> list{unplaced, zoneless(2), placed(9), zoneless(1), placed(3), unplaced};
  std::stable_sort(list.begin(), list.end(), earlier);
  CHECK(list == std::vector<Moment>{placed(3), placed(9), zoneless(1), zoneless(2), unplaced, unplaced});
  CHECK_FALSE(earlier(unplaced, unplaced));
  CHECK_FALSE(earlier(placed(1), placed(1)));
}

TEST_CASE("names of bases and resolutions are distinct and stable") {
  CHECK(to_string(Resolution::exact) == "exact");
  CHECK(to_string(Resolution::minute) == "minute");
  CHECK(to_string(Resolution::unknown) == "unknown");
  CHECK(to_string(ZoneBasis::page_stamp) == "page_stamp");
  CHECK(to_string(ZoneBasis::none) == "none");
  CHECK(to_string(DateBasis::list) == "list");
  CHECK(to_string(DateBasis::none) == "none");
  const auto all_differ = [](auto last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
      for (int k = 0; k < i; ++k) {
        if (to_string(static_cast<decltype(last)>(i)) == to_string(static_cast<decltype(last)>(k)))
          return false;
      }
    }
    return true;
  };
  CHECK(all_differ(Resolution::unknown));
  CHECK(all_differ(ZoneBasis::none));
  CHECK(all_differ(DateBasis::none));
}
