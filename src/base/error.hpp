// Error: the one exception of the program, for a job that cannot be done.
//
// Thrown for a file that cannot be opened, a database that is corrupt, an unknown template key; caught
// once, in cli::run, which prints "faultline: <what>" and exits 2. Bad data in an input is not an error:
// it becomes a Diagnostic and the work goes on (see diagnostic.hpp).
//
//   throw base::Error(fmt::format("cannot open '{}': {}; is the path right?", path, reason));
//
// A message says what, where and what to do; lower case, no full stop, quotes around text of the user.
#pragma once

#include <stdexcept>
#include <string>

namespace faultline::base {

class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& what) : std::runtime_error(what) {}
};

}  // namespace faultline::base
