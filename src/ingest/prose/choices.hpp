// A word that is one of several: is_one_of(word, {"for", "lasted"}).
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace faultline::ingest::prose {

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> choices) {
  return std::find(choices.begin(), choices.end(), word) != choices.end();
}

}  // namespace faultline::ingest::prose
