// The options every command takes.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace faultline::cli {

struct Globals {
  std::string db, config, format, now, tz;
  bool no_color = false;
  bool help = false;
};

// Declares them; `formats` = what --format takes, none = the command has no --format.
void setup_globals(Options& options, Globals& globals, std::vector<std::string> formats);

}  // namespace faultline::cli
