// The table itself, embedded_files(), is in a source that cmake/write_embedded.cmake generates.
#include "base/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace faultline::base {

std::string_view embedded(std::string_view path) {
  const auto files = embedded_files();
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.path == path; });
  if (found == files.end())
    throw Error(fmt::format("'{}' is not part of this program; is the name right?", path));
  return found->content;
}

}  // namespace faultline::base
