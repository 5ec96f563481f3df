// SHA-256 of bytes as 64 hex digits: for seals, and for digests that people compare. Identities of sources
// use the faster digest.hpp.
//
//   sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#pragma once

#include <string>
#include <string_view>

namespace faultline::base {

std::string sha256_of(std::string_view bytes);

}  // namespace faultline::base
