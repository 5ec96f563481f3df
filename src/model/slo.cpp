#include "model/slo.hpp"

#include <algorithm>

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kMethods =
    std::to_array<EnumName<BudgetingMethod>>({{BudgetingMethod::occurrences, "Occurrences"},
                                              {BudgetingMethod::timeslices, "Timeslices"},
                                              {BudgetingMethod::ratio_timeslices, "RatioTimeslices"}});

bool is_plain_decimal(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         std::count(text.begin(), text.end(), '.') <= 1 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

// Digits with the point before `whole` of them, without zeros that say nothing.
std::string with_point(std::string digits, std::size_t whole) {
  std::string text = digits.substr(0, whole), decimals = digits.substr(whole);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (text.empty()) text = "0";
  return decimals.empty() ? text : text + '.' + decimals;
}

}  // namespace

std::string_view to_string(BudgetingMethod method) {
  return name_of(kMethods, method);
}

std::optional<BudgetingMethod> parse_budgeting_method(std::string_view text) {
  for (const auto& row : kMethods)
    if (base::equals_ignoring_case(row.name, text)) return row.value;
  return std::nullopt;
}

std::optional<std::string> percent_of_fraction(std::string_view text) {
  if (!is_plain_decimal(text)) return std::nullopt;
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  std::string decimals(text.substr(std::min(point + 1, text.size())));
  while (decimals.size() < 2) decimals += '0';
  std::string percent = with_point(digits + decimals, digits.size() + 2);
  if (!base::parse_percent(percent)) return std::nullopt;
  return percent;
}

std::string fraction_of_percent(std::string_view percent) {
  const std::size_t point = std::min(percent.find('.'), percent.size());
  std::string digits(percent.substr(0, point));
  const std::string decimals(percent.substr(std::min(point + 1, percent.size())));
  while (digits.size() < 3) digits.insert(digits.begin(), '0');
  return with_point(digits + decimals, digits.size() - 2);
}

std::string shortest_percent(base::Ratio ratio) {
  std::string text = base::truncated_percent(ratio, 9);
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace faultline::model
