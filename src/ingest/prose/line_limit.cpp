#include "ingest/prose/line_limit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline::ingest::prose {

namespace {
constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;
constexpr std::size_t kExcerpt = 60;
}  // namespace

std::string cut_long_lines(std::string_view text, FactSink& sink) {
  std::string result;
  std::size_t copied = 0;  // bytes of `text` that stand in the result or were cut
  int line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > kMaxLineBytes) {
      std::size_t cut = begin + kMaxLineBytes;
      while (cut > begin && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
        --cut;  // not inside a letter
      result.append(text.substr(copied, cut - copied));
      copied = end;
      sink.reject(
          {line, static_cast<int>(cut - begin) + 1, ""},
          fmt::format("a line of {} bytes: past the limit of 1 MiB its rest is not read", end - begin),
          text.substr(begin, kExcerpt));
    }
    begin = end + 1;
  }
  if (copied > 0) result.append(text.substr(copied));
  return result;
}

}  // namespace faultline::ingest::prose
