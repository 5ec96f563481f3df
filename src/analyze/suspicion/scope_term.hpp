// S: how near a change is to the deepest anomaly, along the call graph of the config and by clusters.
//
//   same service 1; a caller 1/2 per hop up; only a callee .15; not related .05; not told 1/2
//   times: same clusters 1; shared of all clusters; none in common .002; not told on one side 1/2
//
// Where logs tell which anomaly is the deepest, the other broken services count as one hop away.
#pragma once

#include <map>
#include <set>
#include <string>

#include "analyze/suspicion.hpp"
#include "analyze/suspicion/changes.hpp"

namespace faultline::analyze {

struct ScopeMatch {
  double factor = 1;
  std::string reason;
};

class ScopeScorer {
 public:
  ScopeScorer(const SuspicionCase& incident, const model::Config& config);
  ScopeMatch match(const Change& change) const;

 private:
  std::vector<model::Scope> broken_;  // the deepest first; one unknown where none is told
  bool has_deepest_;
  std::map<std::string, std::set<std::string>> calls_;  // service -> what it calls, by slug
};

model::SuspicionTerm scope_term(const ScopeMatch& match);

}  // namespace faultline::analyze
