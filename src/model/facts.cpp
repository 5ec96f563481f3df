#include "model/facts.hpp"

#include <algorithm>

namespace faultline::model {

const Source* Facts::source(const std::string& digest) const {
  const auto found =
      std::lower_bound(sources.begin(), sources.end(), digest,
                       [](const Source& s, const std::string& wanted) { return s.digest < wanted; });
  return found != sources.end() && found->digest == digest ? &*found : nullptr;
}

}  // namespace faultline::model
