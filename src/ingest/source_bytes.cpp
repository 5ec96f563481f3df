#include "ingest/source_bytes.hpp"

#include <algorithm>
#include <utility>

namespace faultline::ingest {

SourceBytes::SourceBytes(ReadBytes read, std::vector<KnownContent> known)
    : read_(std::move(read)), known_(std::move(known)) {
  std::erase_if(known_, [](const KnownContent& content) { return content.bytes <= 0; });
  std::sort(known_.begin(), known_.end(),
            [](const KnownContent& a, const KnownContent& b) { return a.bytes < b.bytes; });
}

std::size_t SourceBytes::read(char* to, std::size_t size) {
  if (next_ < known_.size()) {
    const std::int64_t before_end = known_[next_].bytes - bytes_;
    if (before_end < static_cast<std::int64_t>(size)) size = static_cast<std::size_t>(before_end);
  }
  const std::size_t count = read_(to, size);
  continued_ = count > 0 ? std::exchange(ended_, nullptr) : nullptr;
  digester_.add({to, count});
  bytes_ += static_cast<std::int64_t>(count);
  if (next_ < known_.size() && known_[next_].bytes == bytes_) {
    const std::string so_far = digester_.digest();
    for (; next_ < known_.size() && known_[next_].bytes == bytes_; ++next_) {
      if (known_[next_].digest == so_far) ended_ = &known_[next_];
    }
  }
  return count;
}

}  // namespace faultline::ingest
