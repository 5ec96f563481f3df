// Digits in groups of three, for people: "1,320". Locale-free.
#pragma once

#include <cstdint>
#include <string>

namespace faultline::base {

std::string grouped(std::int64_t number);

}  // namespace faultline::base
