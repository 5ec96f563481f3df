#include "base/ratio.hpp"

#include <cassert>

namespace faultline::base {

namespace {

__extension__ using Wide = __int128;
__extension__ using WideUnsigned = unsigned __int128;

constexpr std::size_t kMostPercentDecimals = 9;

WideUnsigned magnitude(Wide value) {
  return value < 0 ? WideUnsigned{0} - static_cast<WideUnsigned>(value) : static_cast<WideUnsigned>(value);
}

std::string digits_of(WideUnsigned value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return digits;
}

// Long division, digit by digit: no power of ten that could overflow.
std::string truncated(Wide numerator, Wide denominator, int decimals) {
  const WideUnsigned divisor = magnitude(denominator);
  WideUnsigned rest = magnitude(numerator);
  // The sign stays in "-0.0": what is just below zero must not read as nothing lost.
  std::string text = (numerator < 0) != (denominator < 0) && numerator != 0 ? "-" : "";
  text += digits_of(rest / divisor);
  if (decimals > 0) text += '.';
  for (int i = 0; i < decimals; ++i) {
    rest = rest % divisor * 10;
    text += static_cast<char>('0' + static_cast<int>(rest / divisor));
  }
  return text;
}

}  // namespace

std::string truncated_percent(Ratio ratio, int decimals) {
  assert(ratio.denominator > 0);  // Ratio's invariant
  if (ratio.numerator == ratio.denominator) return "100";
  return truncated(Wide{ratio.numerator} * 100, ratio.denominator, decimals);
}

std::string truncated_quotient(std::int64_t numerator, std::int64_t denominator, int decimals,
                               std::int64_t factor) {
  assert(denominator != 0);  // callers divide by constants or by lengths of periods
  return truncated(Wide{numerator} * factor, denominator, decimals);
}

bool is_at_least(Ratio ratio, Ratio target) {
  return Wide{ratio.numerator} * target.denominator >= Wide{target.numerator} * ratio.denominator;
}

std::optional<Ratio> parse_percent(std::string_view text) {
  Ratio ratio{0, 100};
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  // Three digits reach 100; more would be leading zeros or too much.
  if (whole.empty() || whole.size() > 3 || fraction.size() > kMostPercentDecimals) return std::nullopt;
  if (point != std::string_view::npos && fraction.empty()) return std::nullopt;
  for (const char c : whole) {
    if (c < '0' || c > '9') return std::nullopt;
    ratio.numerator = ratio.numerator * 10 + (c - '0');
  }
  for (const char c : fraction) {
    if (c < '0' || c > '9') return std::nullopt;
    ratio.numerator = ratio.numerator * 10 + (c - '0');
    ratio.denominator *= 10;
  }
  if (ratio.numerator > ratio.denominator) return std::nullopt;
  return ratio;
}

}  // namespace faultline::base
