// Digest: the identity of a source's content, XXH3-128 as 32 hex digits.
//
// Fast enough to keep up with a reader; it identifies, it does not protect. Seals use SHA-256.
#pragma once

#include <string>
#include <string_view>

namespace faultline::base {

std::string digest_of(std::string_view bytes);

}  // namespace faultline::base
