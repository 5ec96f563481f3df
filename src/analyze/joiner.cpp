#include "analyze/joiner.hpp"

#include <algorithm>

namespace faultline::analyze {

Joiner::Joiner(const std::vector<Strand>& strands) : parent_(strands.size()), sets_(strands.size()) {
  for (std::size_t i = 0; i < strands.size(); ++i) {
    parent_[i] = i;
    Set& set = sets_[i];
    set.organisation = strands[i].organisation.slug;
    set.incident_id = strands[i].incident_id;
    if (strands[i].part != 0) set.parted_sources.insert(strands[i].source_digest);
    set.has_page = strands[i].kind == Strand::Kind::page;
    set.has_incident = !strands[i].is_loose();
  }
}

std::size_t Joiner::root(std::size_t strand) {
  while (parent_[strand] != strand) {
    parent_[strand] = parent_[parent_[strand]];
    strand = parent_[strand];
  }
  return strand;
}

bool Joiner::may_join(std::size_t a, std::size_t b) {
  const std::size_t left = root(a), right = root(b);
  if (left == right) return false;
  const Set& one = sets_[left];
  const Set& other = sets_[right];
  const auto differ = [](const std::string& x, const std::string& y) {
    return !x.empty() && !y.empty() && x != y;
  };
  if (differ(one.organisation, other.organisation) || differ(one.incident_id, other.incident_id))
    return false;
  return std::none_of(one.parted_sources.begin(), one.parted_sources.end(),
                      [&](const std::string& source) { return other.parted_sources.count(source) > 0; });
}

bool Joiner::join(std::size_t a, std::size_t b, const std::string& reason, bool is_weak) {
  if (!may_join(a, b)) return false;
  std::size_t to = root(a), from = root(b);
  if (from < to) std::swap(to, from);
  parent_[from] = to;
  Set& into = sets_[to];
  Set& old = sets_[from];
  if (into.organisation.empty()) into.organisation = old.organisation;
  if (into.incident_id.empty()) into.incident_id = old.incident_id;
  into.parted_sources.insert(old.parted_sources.begin(), old.parted_sources.end());
  into.reasons.insert(old.reasons.begin(), old.reasons.end());
  into.reasons.insert(reason);
  into.has_page = into.has_page || old.has_page;
  into.has_incident = into.has_incident || old.has_incident;
  into.is_weak = into.is_weak || old.is_weak || is_weak;
  old = {};
  return true;
}

}  // namespace faultline::analyze
