// faultline.toml: read, checked against schemas/json/config.schema.json, errors with line and column.
#pragma once

#include <string>
#include <string_view>

#include "model/config.hpp"

namespace faultline::cli {

// Throws base::Error "faultline.toml:12:8: ..." with the nearest key for an unknown one. All problems of
// the file are in the one message, a line each.
model::Config parse_config(std::string_view toml, const std::string& path);

// The commented file that `faultline init` writes; parse_config of it equals the defaults.
std::string initial_config();

}  // namespace faultline::cli
