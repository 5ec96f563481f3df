#include "ingest/line_stream.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace faultline::ingest {

namespace {

// Between 256 KiB and 4 MiB the size makes no difference to the speed.
constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::string_view kMark = "\xef\xbb\xbf";

ReadBytes read_from(std::string_view whole) {
  return [whole](char* to, std::size_t size) mutable {
    const std::size_t count = std::min(size, whole.size());
    std::memcpy(to, whole.data(), count);
    whole.remove_prefix(count);
    return count;
  };
}

}  // namespace

LineStream::LineStream(ReadBytes read)
    : read_(std::move(read)), buffer_(kPiece + kMostLineBytes + kLinePadding) {}

LineStream::LineStream(std::string_view whole)
    : read_(read_from(whole)), buffer_(std::min(whole.size(), kPiece + kMostLineBytes) + 1 + kLinePadding) {}

bool LineStream::fill() {
  if (is_over_) return false;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t count = read_(buffer_.data() + end_, buffer_.size() - kLinePadding - end_);
  end_ += count;
  is_over_ = count == 0;
  return count > 0;
}

std::optional<Line> LineStream::next() {
  std::size_t searched = 0;
  while (true) {
    const char* from = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    const auto* found = static_cast<const char*>(
        size > searched ? std::memchr(from + searched, '\n', size - searched) : nullptr);
    const bool is_cut =
        found == nullptr ? size > kMostLineBytes : static_cast<std::size_t>(found - from) > kMostLineBytes;
    if (found == nullptr && !is_cut) {
      if (fill()) {
        searched = size;
        continue;
      }
      if (size == 0 || std::exchange(skips_, false)) return std::nullopt;
    }
    std::string_view text(
        from, found != nullptr ? static_cast<std::size_t>(found - from) : std::min(size, kMostLineBytes));
    begin_ += text.size() + (found != nullptr ? 1 : 0);
    if (skips_) {  // the rest of a cut line
      skips_ = found == nullptr;
      searched = 0;
      continue;
    }
    skips_ = found == nullptr && is_cut;
    if (is_cut) text = text.substr(0, kMostLineBytes);
    if (++number_ == 1 && text.starts_with(kMark)) text.remove_prefix(kMark.size());
    if (found != nullptr && text.ends_with('\r')) text.remove_suffix(1);
    return Line{text, number_, is_cut, false};
  }
}

}  // namespace faultline::ingest
