#include "model/amount.hpp"

#include <cstdlib>

#include "base/grouped.hpp"
#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kKinds = std::to_array<EnumName<AmountKind>>({{AmountKind::percentage, "percentage"},
                                                             {AmountKind::count, "count"},
                                                             {AmountKind::rate, "rate"},
                                                             {AmountKind::change, "change"}});

// "1,200", "0.5", "-80": no zeros behind the last digit that counts.
std::string number_text(std::int64_t thousandths) {
  std::string text = thousandths < 0 ? "-" : "";
  const std::int64_t size = std::abs(thousandths);
  text += base::grouped(size / 1000);
  std::string fraction = std::to_string(1000 + size % 1000).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? text : text + '.' + fraction;
}

std::string interval_text(const Amount& amount) {
  if (amount.lowest && amount.highest) {
    if (*amount.lowest == *amount.highest) return number_text(*amount.lowest);
    if (*amount.lowest == 0) return "up to " + number_text(*amount.highest);
    return number_text(*amount.lowest) + " to " + number_text(*amount.highest);
  }
  if (amount.lowest) return number_text(*amount.lowest) + " or more";
  return amount.highest ? number_text(*amount.highest) + " or less" : "?";
}

}  // namespace

std::string describe(const Amount& amount) {
  std::string text = interval_text(amount);
  const bool is_share = amount.kind == AmountKind::percentage || amount.kind == AmountKind::change;
  if (is_share) {
    const std::size_t open = std::min(text.find(" or "), text.size());
    text.insert(open, " %");
  }
  if (amount.kind == AmountKind::change && amount.lowest.value_or(0) > 0) text.insert(0, "+");
  if (amount.total) text += " of " + number_text(*amount.total);
  if (amount.kind == AmountKind::rate) {
    const std::size_t slash = amount.unit.find('/');
    if (slash != std::string::npos) text += " per " + amount.unit.substr(slash + 1);
  }
  return text;
}

std::string_view to_string(AmountKind kind) {
  return name_of(kKinds, kind);
}

std::optional<AmountKind> parse_amount_kind(std::string_view text) {
  return value_of(kKinds, text);
}

}  // namespace faultline::model
