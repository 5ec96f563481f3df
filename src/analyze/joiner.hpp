// Joiner: union-find over strands that refuses what must never be one incident.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "analyze/strands.hpp"

namespace faultline::analyze {

class Joiner {
 public:
  explicit Joiner(const std::vector<Strand>& strands);

  std::size_t root(std::size_t strand);
  // False where they are one already, or must not be: two organisations, two ids, two parts of a document.
  bool join(std::size_t a, std::size_t b, const std::string& reason, bool is_weak);
  bool may_join(std::size_t a, std::size_t b);
  bool has_page(std::size_t strand) { return sets_[root(strand)].has_page; }
  bool has_incident(std::size_t strand) { return sets_[root(strand)].has_incident; }
  const std::set<std::string>& reasons(std::size_t strand) { return sets_[root(strand)].reasons; }
  bool is_weak(std::size_t strand) { return sets_[root(strand)].is_weak; }

 private:
  struct Set {
    std::string organisation, incident_id;
    std::set<std::string> parted_sources;  // documents that tell several incidents
    std::set<std::string> reasons;
    bool has_page = false, has_incident = false, is_weak = false;
  };
  std::vector<std::size_t> parent_;
  std::vector<Set> sets_;
};

}  // namespace faultline::analyze
