// Neighbours: which strands meet in time and scope, found by one sweep over their spans.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/strands.hpp"
#include "model/config.hpp"

namespace faultline::analyze {

enum class Grade { none = 0, weak = 1, strong = 2 };

// What organisation and scope alone say, time aside.
//   strong  the same organisation, and a cluster or service in common
//   weak    one organisation unknown and a place in common; or the same organisation and one of them names
//           no place; or the same cluster with services that differ (never for what logs and alerts measure)
// What logs and alerts measure needs the same service, or one that calls the other (`calls` of the config).
Grade scope_grade(const Strand& a, const Strand& b, const std::vector<model::CallConfig>& calls);

struct Neighbour {
  std::size_t strand = 0;  // never a page
  std::size_t other = 0;
  Grade grade = Grade::none;
  std::int64_t shared = 0;  // seconds
  std::int64_t gap = 0;     // seconds
};

// Pairs of which at least one is no page, with a gap of at most 10 min (15 min where `strand` ended before
// `other` began) and a grade above none; best first, ties by index. A document and a page pair up as
// (document, page); two that are no pages stand there once, the later first.
std::vector<Neighbour> find_neighbours(const std::vector<Strand>& strands,
                                       const std::vector<model::CallConfig>& calls);

}  // namespace faultline::analyze
