// Session: one run of one command: the Context, the global options resolved, and the doors to config,
// store and analysis. A command sees nothing else of the outside.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analyze.hpp"
#include "cli/context.hpp"
#include "cli/globals.hpp"
#include "cli/progress.hpp"
#include "model/config.hpp"
#include "model/observation.hpp"
#include "model/report.hpp"
#include "render/style.hpp"
#include "store/store.hpp"

namespace faultline::cli {

class Session {
 public:
  // Throws base::Error for a --now or --tz that cannot be read.
  Session(Context& context, const Globals& globals, std::string default_format);

  std::istream& in() { return context_.in; }
  std::ostream& out() { return context_.out; }
  std::ostream& err() { return context_.err; }
  base::Instant now() const { return now_; }
  std::string environment(std::string_view name) const;  // empty where it is not set
  const std::string& format() const { return format_; }
  const render::Style& style() const { return style_; }
  const std::string& database_path() const { return database_path_; }
  std::string config_path() const;  // as asked for, or ./faultline.toml

  // How far reading is, on standard error; off where that is no terminal that can draw a line over itself.
  Progress progress(const std::vector<std::string>& paths);

  // Read on first use. A --config that is not there is an error, the default path is not.
  const model::Config& config();
  std::string config_digest();  // of its text, twelve hex digits; empty for the defaults

  store::Store open_store(store::OpenMode mode) const;
  model::Report analyzed(const store::Store& store);
  // Those that the store keeps where they are of the same rollups, config and version, else made anew.
  // Once in a run, as long as the key is the same: making them costs more than all else.
  const model::Observations& observed(const store::Store& store);
  // What derived rows depend on: facts, config and program version.
  std::string derived_key(const store::Store& store);
  std::string observations_key(const store::Store& store);

 private:
  Context& context_;
  Globals globals_;
  std::string format_, database_path_, config_text_;
  base::Instant now_{};
  render::Style style_;
  std::optional<model::Config> config_;
  std::string observed_key_;  // what observed_ was made from
  std::optional<model::Observations> observed_;
};

// "2026-11-21", "2026-11-21T10:00Z", "2026-11-21 10:00" (UTC where no offset is given). Throws base::Error
// that names the option.
base::Instant parse_time_option(std::string_view option, std::string_view text);

// Throws base::Error with examples where the zone is unknown.
base::Zone parse_zone_option(std::string_view option, const std::string& text);

// The bytes of a file; throws base::Error where it cannot be read.
std::string read_file(const std::string& path);
// Through a temporary beside it and a rename: the old file stays where anything fails.
void write_file(const std::string& path, std::string_view text);

}  // namespace faultline::cli
