#include "cli/globals.hpp"

#include <utility>

namespace faultline::cli {

void setup_globals(Options& options, Globals& globals, std::vector<std::string> formats) {
  options.file("--db", globals.db, "FILE", "database (env FAULTLINE_DB, default ./faultline.db)");
  options.file("--config", globals.config, "FILE", "config (default ./faultline.toml where present)");
  if (!formats.empty())
    options.value("--format", globals.format, "NAME", "form of the output", std::move(formats));
  options.value("--now", globals.now, "TIME", "the current time, for results that can be repeated");
  options.value("--tz", globals.tz, "ZONE", "zone of the shown times (default UTC)");
  options.flag("--no-color", globals.no_color, "no colour (also env NO_COLOR)");
  options.flag("--help", globals.help, "this text");
}

}  // namespace faultline::cli
