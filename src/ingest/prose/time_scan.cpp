#include "ingest/prose/time_scan.hpp"

#include <utility>

#include "ingest/prose/point_scan.hpp"

namespace faultline::ingest::prose {
namespace {

class Scan {
 public:
  explicit Scan(std::string_view text) : tokens_(text) {}

  std::vector<TimeMention> run() {
    std::size_t at = 0;
    while (at < tokens_.size()) {
      const std::size_t next = step(at);
      at = next > at ? next : at + 1;
    }
    return std::move(found_);
  }

 private:
  // The token after what was found at `at`; `at` itself where nothing was.
  std::size_t step(std::size_t at) {
    if (auto link = match_permalink(tokens_, at)) return put(*link);
    if (!may_begin(tokens_, at)) return at;
    auto point = match_point(tokens_, at, taken_);
    if (!point) point = match_bare_end(tokens_, at);
    if (!point) return at;
    mark_approximation(*point);
    if (auto second = match_other_end(tokens_, *point)) {
      mark_approximation(*second);
      join(*point, *second);
      put(*point);
      return put(*second);
    }
    if (!point->mention.date && point->mention.clock && !point->mention.clock->minute &&
        point->mention.clock->half == ClockParts::Half::none && !point->mention.clock->minute_is_unknown) {
      return at;  // a bare end whose other end did not come
    }
    return put(*point);
  }

  void mark_approximation(Point& point) const {
    const std::size_t length = approximation_before(tokens_, point.first);
    if (length == 0) return;
    point.mention.approximate = true;
    if (tokens_.before(point.first).is('~')) --point.first;
  }

  std::size_t put(Point& point) {
    // "at 14:07 and 14:30 UTC": one zone for two times.
    if (!found_.empty() && point.first == taken_ + 1 &&
        (tokens_[taken_].says("and") || tokens_[taken_].says("or")) && found_.back().zone.empty() &&
        !point.mention.zone.empty()) {
      share_zone(found_.back(), point.mention);
    }
    TimeMention& mention = point.mention;
    mention.begin = tokens_[point.first].begin;
    mention.end = tokens_[point.next - 1].end;
    mention.written = std::string(tokens_.text().substr(mention.begin, mention.end - mention.begin));
    found_.push_back(std::move(mention));
    taken_ = point.next;
    return point.next;
  }

  Tokens tokens_;
  std::vector<TimeMention> found_;
  std::size_t taken_ = 0;  // the token after the last mention
};

}  // namespace

std::vector<TimeMention> scan_times(std::string_view text) {
  return Scan(text).run();
}

}  // namespace faultline::ingest::prose
