// Context: everything the program sees of the outside; injected, so that tests run in process.
//
// Below cli nobody reads a clock, the environment, a zone setting or a standard stream.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace faultline::cli {

struct Context {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  std::function<std::optional<std::string>(std::string_view)> environment;
  base::Instant now;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int terminal_width = 100;
  std::function<std::chrono::milliseconds()> monotonic = {};  // only its differences count; empty = no bar
};

// Exit codes: 0 done; 1 done and the answer is "no"; 2 could not; 75 another run holds the lock.
inline constexpr int kDone = 0, kAnswerNo = 1, kFailed = 2, kLocked = 75;

// The program: parses `arguments` (without the program's name), runs the command, prints. Never throws.
int run(const std::vector<std::string>& arguments, Context& context);

}  // namespace faultline::cli
