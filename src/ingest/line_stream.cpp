#include "ingest/line_stream.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace faultline::ingest {

namespace {

// Between 256 KiB and 4 MiB the size makes no difference to the speed.
constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::string_view kMark = "\xef\xbb\xbf";

}  // namespace

ReadBytes bytes_of(std::string_view whole) {
  return [whole](char* to, std::size_t size) mutable {
    const std::size_t count = std::min(size, whole.size());
    if (count > 0) std::memcpy(to, whole.data(), count);
    whole.remove_prefix(count);
    return count;
  };
}

LineStream::LineStream(ReadBytes read, Restarts restarts)
    : read_(std::move(read)),
      restarts_(std::move(restarts)),
      buffer_(kPiece + kMostLineBytes + kLinePadding) {}

LineStream::LineStream(std::string_view whole)
    : read_(bytes_of(whole)), buffer_(std::min(whole.size(), kPiece + kMostLineBytes) + 1 + kLinePadding) {}

bool LineStream::fill() {
  if (is_over_) return false;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t count = read_(buffer_.data() + end_, buffer_.size() - kLinePadding - end_);
  if (count > 0 && restarts_.is_due && restarts_.is_due()) {
    known_end_ = at_ + end_;
    lost_ = LostLine::none;
  }
  end_ += count;
  is_over_ = count == 0;
  return count > 0;
}

void LineStream::take(std::size_t size) {
  begin_ += size;
  at_ += size;
}

std::optional<Line> LineStream::split() {
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
      from = buffer_.data() + begin_;  // fill has moved the bytes, even where it found no more
      if (size == 0 || std::exchange(skips_, false)) return std::nullopt;
    }
    std::string_view text(
        from, found != nullptr ? static_cast<std::size_t>(found - from) : std::min(size, kMostLineBytes));
    if (!skips_) line_began_ = at_;
    take(text.size() + (found != nullptr ? 1 : 0));
    if (skips_) {  // the rest of a cut line
      skips_ = found == nullptr;
      searched = 0;
      continue;
    }
    skips_ = found == nullptr && is_cut;
    if (is_cut) text = text.substr(0, kMostLineBytes);
    if (found != nullptr && text.ends_with('\r')) text.remove_suffix(1);
    text_ended_ = line_began_ + text.size();
    line_ended_ = is_cut ? text_ended_ : at_;
    if (++number_ == 1 && text.starts_with(kMark)) text.remove_prefix(kMark.size());
    return Line{text, number_, is_cut, false};
  }
}

std::optional<Line> LineStream::next() {
  while (true) {
    std::optional<Line> line = split();
    if (!line || !known_end_ || line_ended_ <= *known_end_) return line;
    if (line_began_ >= *known_end_) {
      restart();
      line->is_restart = true;
      return line;
    }
    if (text_ended_ > *known_end_) lost_ = LostLine::one;
  }
}

void LineStream::finish() {
  while (next()) {
  }
  if (known_end_) restart();
}

void LineStream::restart() {
  known_end_.reset();
  restarts_.happens(std::exchange(lost_, LostLine::none));
}

}  // namespace faultline::ingest
