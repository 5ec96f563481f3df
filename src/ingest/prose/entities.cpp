#include "ingest/prose/entities.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kLongestEntity = 10;

// Already folded.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kNames = {{{"nbsp", " "},
                                                                                   {"ensp", " "},
                                                                                   {"emsp", " "},
                                                                                   {"thinsp", " "},
                                                                                   {"ndash", "-"},
                                                                                   {"mdash", "-"},
                                                                                   {"minus", "-"},
                                                                                   {"amp", "&"},
                                                                                   {"lt", "<"},
                                                                                   {"gt", ">"},
                                                                                   {"quot", "\""},
                                                                                   {"apos", "'"},
                                                                                   {"lsquo", "'"},
                                                                                   {"rsquo", "'"},
                                                                                   {"ldquo", "\""},
                                                                                   {"rdquo", "\""},
                                                                                   {"hellip", "..."},
                                                                                   {"middot", "\xC2\xB7"},
                                                                                   {"bull", "\xE2\x80\xA2"},
                                                                                   {"rarr", "->"},
                                                                                   {"colon", ":"},
                                                                                   {"shy", ""}}};

std::string utf8(std::uint32_t code) {
  std::string out;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
  return out;
}

// "#8211" or "#x2013".
std::optional<std::string> by_number(std::string_view name) {
  name.remove_prefix(1);
  const bool is_hex = !name.empty() && (name.front() == 'x' || name.front() == 'X');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, is_hex ? 16 : 10);
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (error != std::errc() || end != name.data() + name.size() || code < 32 || code > 0x10FFFF ||
      is_surrogate)
    return std::nullopt;
  return base::fold_typography(utf8(code)).text;
}

}  // namespace

std::optional<Entity> entity_at(std::string_view text, std::size_t at) {
  const std::size_t close = text.substr(0, at + kLongestEntity + 2).find(';', at);
  if (close == std::string_view::npos || close <= at + 1) return std::nullopt;
  const std::string_view name = text.substr(at + 1, close - at - 1);
  if (name.front() == '#') {
    auto decoded = by_number(name);
    if (!decoded) return std::nullopt;
    return Entity{std::move(*decoded), close + 1};
  }
  for (const auto& [known, decoded] : kNames) {
    if (known == name) return Entity{std::string(decoded), close + 1};
  }
  return std::nullopt;
}

}  // namespace faultline::ingest::prose
