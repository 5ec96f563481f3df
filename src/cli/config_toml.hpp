// TOML as JSON, with the place of every key and value; the only file that knows toml++ is config_toml.cpp.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace faultline::cli {

// 1-based; column in characters.
struct TomlPlace {
  int line = 0, column = 0;
  friend auto operator<=>(const TomlPlace&, const TomlPlace&) = default;
};

struct TomlDocument {
  nlohmann::json json;
  // By RFC 6901 pointer into `json`. A table's value begins at its header.
  std::map<std::string, TomlPlace> keys, values;

  TomlPlace key_place(const std::string& pointer) const;  // else its nearest parent's
  TomlPlace value_place(const std::string& pointer) const;
};

// Dates and times become text. A top-level table of one of the names in kRepeated becomes a list of one, so
// that [cluster] and [[cluster]] read the same. Throws base::Error "path:line:column: ..." on bad syntax.
TomlDocument parse_toml(std::string_view toml, const std::string& path);

inline constexpr std::string_view kRepeated[] = {"organisation", "cluster", "service",
                                                 "objective",    "alert",   "export"};

}  // namespace faultline::cli
