// Grouping: which strands are one incident, and why (docs/findings.md, "What belongs together").
//
// Union-find over strands, in this order:
//   1. the same page or explicit id, within one organisation
//   2. posts of the same organisation and title in the same minute (the page in another format)
//   3. documents with a page's title, near it in time
//   4. documents and component changes that meet a page in time and in scope; alerts and deploys likewise
// Never on time alone: without a scope on either side the organisation must be known and equal, and the
// grade is "weak". Two organisations never join, nor two ids of a page, nor two parts of one document.
#pragma once

#include <string>
#include <vector>

#include "analyze/strands.hpp"

namespace faultline::analyze {

struct Group {
  std::vector<std::size_t> strands;  // ascending
  std::string reason;                // in words; says "weak" where it is
  bool is_weak = false;
};

// In the order of their first strands; every strand is in exactly one.
std::vector<Group> group_strands(const std::vector<Strand>& strands, const model::Config& config);

}  // namespace faultline::analyze
