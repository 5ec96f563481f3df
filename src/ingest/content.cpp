#include "ingest/content.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace faultline::ingest {

namespace {
constexpr std::size_t kPiece = std::size_t{1} << 18;
}

std::string_view Content::peek(std::size_t size) {
  while (!is_over_ && peeked_.size() < size) {
    const std::size_t before = peeked_.size();
    const std::size_t wanted = std::min(kPiece, size - before);
    peeked_.resize(before + wanted);
    const std::size_t count = read_(peeked_.data() + before, wanted);
    peeked_.resize(before + count);
    is_over_ = count == 0;
  }
  return std::string_view(peeked_).substr(0, size);
}

std::size_t Content::read(char* to, std::size_t size) {
  if (given_ < peeked_.size()) {
    const std::size_t count = std::min(size, peeked_.size() - given_);
    std::memcpy(to, peeked_.data() + given_, count);
    given_ += count;
    if (given_ == peeked_.size()) peeked_ = std::string(), given_ = 0;
    return count;
  }
  return is_over_ ? 0 : read_(to, size);
}

Content::Kept Content::keep() {
  std::size_t held = peeked_.size();
  do {
    if (may_keep && !may_keep(held)) return Kept::too_dense;
    if (held > kMaxInputBytes) return Kept::too_large;
    held = peek(held + kPiece).size();
  } while (!is_over_);
  if (held > kMaxInputBytes) return Kept::too_large;
  return may_keep && !may_keep(held) ? Kept::too_dense : Kept::all;
}

Input Content::take() {
  return {name_, std::exchange(peeked_, {})};
}

}  // namespace faultline::ingest
