// Entities of HTML as they stand in documents, decoded to what a reader sees and folded as all text is.
//
//   entity_at("14:07&nbsp;UTC", 5)  -> {" ", 11}
//   entity_at("R&D", 1)             -> absent
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace faultline::ingest::prose {

struct Entity {
  std::string text;     // folded: a no-break space is a space
  std::size_t end = 0;  // behind its ';'
};

// By number, or one of the names that editors write; absent for any other.
std::optional<Entity> entity_at(std::string_view text, std::size_t at);

}  // namespace faultline::ingest::prose
