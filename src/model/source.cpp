#include "model/source.hpp"

#include <fmt/format.h>

namespace faultline::model {

std::string to_string(const Evidence& evidence) {
  const Location& location = evidence.location;
  if (!location.pointer.empty()) return fmt::format("{}#{}", evidence.source_name, location.pointer);
  if (location.line > 0) return fmt::format("{}:{}", evidence.source_name, location.line);
  return evidence.source_name;
}

}  // namespace faultline::model
