#include "cli/session.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "analyze/observe.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "cli/config_file.hpp"
#include "cli/output_folder.hpp"
#include "ingest/input.hpp"

namespace faultline::cli {

namespace {

constexpr std::string_view kDefaultConfig = "faultline.toml";
constexpr std::string_view kDefaultDatabase = "faultline.db";

}  // namespace

Session::Session(Context& context, const Globals& globals, std::string default_format)
    : context_(context),
      globals_(globals),
      format_(globals.format.empty() ? std::move(default_format) : globals.format),
      now_(globals.now.empty() ? context.now : parse_time_option("--now", globals.now)) {
  const auto variable = [&](std::string_view name) {
    return context.environment ? context.environment(name) : std::nullopt;
  };
  database_path_ = globals.db;
  if (database_path_.empty()) database_path_ = variable("FAULTLINE_DB").value_or("");
  if (database_path_.empty()) database_path_ = kDefaultDatabase;

  if (!globals.tz.empty()) style_.zone = parse_zone_option("--tz", globals.tz);
  const bool is_plain = globals.no_color || !variable("NO_COLOR").value_or("").empty();
  style_.colour = context.out_is_terminal && !is_plain ? render::Colour::on : render::Colour::off;
  style_.width = context.terminal_width;
  style_.cut_tables = context.out_is_terminal;
  style_.now = now_;
}

std::string Session::environment(std::string_view name) const {
  return context_.environment ? context_.environment(name).value_or("") : "";
}

std::string Session::config_path() const {
  return globals_.config.empty() ? std::string(kDefaultConfig) : globals_.config;
}

Progress Session::progress(const std::vector<std::string>& paths) {
  const auto terminal = context_.environment ? context_.environment("TERM") : std::nullopt;
  if (!context_.err_is_terminal || !context_.monotonic || terminal == "dumb") return {};
  return {context_.err, context_.monotonic, context_.terminal_width, ingest::bytes_behind(paths)};
}

const model::Config& Session::config() {
  if (config_) return *config_;
  std::error_code ignored;
  if (globals_.config.empty() && !std::filesystem::exists(config_path(), ignored)) {
    config_.emplace();
  } else {
    config_text_ = read_file(config_path());
    config_ = parse_config(config_text_, config_path());
  }
  return *config_;
}

std::string Session::config_digest() {
  config();
  return config_text_.empty() ? std::string() : base::sha256_of(config_text_).substr(0, 12);
}

store::Store Session::open_store(store::OpenMode mode) const {
  return store::Store::open(database_path_, mode);
}

model::Report Session::analyzed(const store::Store& store) {
  return analyze::analyze(store.load_facts(), observed(store), config(), now_);
}

const model::Observations& Session::observed(const store::Store& store) {
  const std::string key = observations_key(store);
  if (observed_ && observed_key_ == key) return *observed_;
  observed_ = store.load_observations(key);
  if (!observed_) observed_ = analyze::observe(store.load_rollups(), config());
  observed_key_ = key;
  return *observed_;
}

std::string Session::observations_key(const store::Store& store) {
  config();
  return fmt::format("{} {} {}", store.rollups_key(), base::digest_of(config_text_), FAULTLINE_VERSION);
}

std::string Session::derived_key(const store::Store& store) {
  config();
  return fmt::format("{} {} {}", store.facts_key(), base::digest_of(config_text_), FAULTLINE_VERSION);
}

base::Instant parse_time_option(std::string_view option, std::string_view text) {
  if (const auto instant = base::parse_rfc3339(text)) return *instant;
  std::string with_t(text);
  if (with_t.size() > 10 && with_t[10] == ' ') with_t[10] = 'T';
  if (const auto local = base::parse_local(with_t)) return base::Instant(local->time_since_epoch());
  throw base::Error(
      fmt::format("{} '{}' is no time; write 2026-03-01 or 2026-03-01T12:00:00Z", option, text));
}

base::Zone parse_zone_option(std::string_view option, const std::string& text) {
  if (const auto zone = base::Zone::find(text)) return *zone;
  throw base::Error(fmt::format(
      "{} '{}' is no known zone; write a name such as 'Europe/Madrid' or an offset such as '+02:00'", option,
      text));
}

std::string read_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw base::Error(fmt::format("'{}' is a directory, not a file", path));
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || (file.peek() != std::ifstream::traits_type::eof() && !(bytes << file.rdbuf()))) {
    throw base::Error(fmt::format("cannot read '{}': {}; is the path right?", path, std::strerror(errno)));
  }
  return bytes.str();
}

void write_file(const std::string& path, std::string_view text) {
  replace_file(path, text);
}

}  // namespace faultline::cli
