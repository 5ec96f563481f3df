// Names of enum values in one table for both ways; private to model.
//
// Parsing is forgiving in the ways people and pages differ: "In progress", "in-progress" and "IN_PROGRESS"
// are in_progress.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace faultline::model {

template <typename Enum>
struct EnumName {
  Enum value;
  std::string_view name;
};

template <typename Enum, std::size_t N>
std::string_view name_of(const std::array<EnumName<Enum>, N>& names, Enum value) {
  for (const auto& row : names) {
    if (row.value == value) return row.name;
  }
  return "unknown";
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<EnumName<Enum>, N>& names, std::string_view text) {
  const std::string wanted = base::slug(text);
  for (const auto& row : names) {
    if (base::slug(row.name) == wanted) return row.value;
  }
  return std::nullopt;
}

}  // namespace faultline::model
