#include "cli/config_toml.hpp"

#define TOML_HEADER_ONLY 1  // no shared library at run time for one small file
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::cli {
namespace {

TomlPlace place_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string token(std::string_view key) {
  return base::replace_all(base::replace_all(std::string(key), "~", "~0"), "/", "~1");
}

class Converter {
 public:
  explicit Converter(TomlDocument& document) : document_(document) {}

  nlohmann::json convert(const toml::node& node, const std::string& pointer) {
    document_.values[pointer] = place_of(node.source());
    if (const auto* table = node.as_table()) return convert_table(*table, pointer);
    if (const auto* array = node.as_array()) {
      auto list = nlohmann::json::array();
      for (const toml::node& item : *array)
        list.push_back(convert(item, fmt::format("{}/{}", pointer, list.size())));
      return list;
    }
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* whole = node.as_integer()) return whole->get();
    if (const auto* number = node.as_floating_point()) return number->get();
    if (const auto* truth = node.as_boolean()) return truth->get();
    std::ostringstream text;
    node.visit([&](const auto& value) {
      if constexpr (toml::is_chronological<decltype(value)>) text << value;
    });
    return text.str();
  }

 private:
  nlohmann::json convert_table(const toml::table& table, const std::string& pointer) {
    auto object = nlohmann::json::object();
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      std::string child = pointer + "/" + token(name);
      document_.keys[child] = place_of(key.source());
      const bool is_repeated =
          pointer.empty() && value.is_table() &&
          std::find(std::begin(kRepeated), std::end(kRepeated), name) != std::end(kRepeated);
      if (!is_repeated) {
        object[name] = convert(value, child);
        continue;
      }
      document_.values[child] = place_of(value.source());
      object[name] = nlohmann::json::array({convert(value, child + "/0")});
    }
    return object;
  }

  TomlDocument& document_;
};

TomlPlace place_in(const std::map<std::string, TomlPlace>& places, std::string pointer) {
  for (;;) {
    if (const auto found = places.find(pointer); found != places.end() && found->second.line > 0)
      return found->second;
    if (pointer.empty()) return {1, 1};
    pointer.resize(pointer.rfind('/'));
  }
}

}  // namespace

TomlPlace TomlDocument::key_place(const std::string& pointer) const {
  const auto found = keys.find(pointer);
  return found != keys.end() && found->second.line > 0 ? found->second : place_in(values, pointer);
}

TomlPlace TomlDocument::value_place(const std::string& pointer) const {
  return place_in(values, pointer);
}

TomlDocument parse_toml(std::string_view toml, const std::string& path) {
  try {
    const toml::table table = toml::parse(toml, path);
    TomlDocument document;
    document.json = Converter(document).convert(table, "");
    return document;
  } catch (const toml::parse_error& error) {
    const TomlPlace place = place_of(error.source());
    throw base::Error(fmt::format("{}:{}:{}: this is no TOML: {}", path, place.line, place.column,
                                  base::to_lower(error.description())));
  }
}

}  // namespace faultline::cli
