#include "render/draft_quotes.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace faultline::render {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

bool has_shape(std::string_view text, std::string_view shape) {  // 'd' stands for a digit
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  return text.size() == shape.size() || !is_digit(text[shape.size()]);
}

Quote date_quote(std::string_view iso) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  Quote quote{std::string(iso), {std::string(iso)}};
  const int month = (iso[5] - '0') * 10 + iso[6] - '0', day = (iso[8] - '0') * 10 + iso[9] - '0';
  if (month < 1 || month > 12) return quote;
  const std::string_view full = kMonths[static_cast<std::size_t>(month - 1)];
  for (const std::string_view name : {full, full.substr(0, 3)}) {
    quote.spellings.push_back(fmt::format("{} {}", day, name));
    quote.spellings.push_back(fmt::format("{} {}", name, day));
  }
  return quote;
}

Quote time_quote(std::string_view clock) {
  Quote quote{std::string(clock), {std::string(clock)}};
  const int hour = (clock[0] - '0') * 10 + clock[1] - '0';
  const std::string_view minutes = clock.substr(3);
  const int twelve = hour % 12 == 0 ? 12 : hour % 12;
  for (const std::string_view space : {"", " "})
    quote.spellings.push_back(fmt::format("{}:{}{}{}", twelve, minutes, space, hour < 12 ? "am" : "pm"));
  if (clock[0] == '0') quote.spellings.emplace_back(clock.substr(1));
  return quote;
}

struct Unit {
  char letter;
  std::int64_t seconds;
  std::array<std::string_view, 5> names;  // the singular last but one, then the plural
};
constexpr Unit kUnits[] = {{'d', 86400, {"d", "d", "d", "day", "days"}},
                           {'h', 3600, {"h", "hr", "hrs", "hour", "hours"}},
                           {'m', 60, {"m", "min", "mins", "minute", "minutes"}},
                           {'s', 1, {"s", "sec", "secs", "second", "seconds"}}};

struct Part {
  std::int64_t count;
  const Unit* unit;
};

// "25m", "9h 33m", "41 min".
std::optional<std::pair<Part, std::size_t>> part_at(std::string_view text, std::size_t at) {
  const std::size_t digits = digits_at(text, at);
  if (digits == 0 || digits > 6) return std::nullopt;
  std::size_t next = at + digits;
  if (next < text.size() && text[next] == ' ') ++next;
  std::size_t letters = 0;
  while (next + letters < text.size() && is_letter(text[next + letters])) ++letters;
  const std::string_view word = text.substr(next, letters);
  for (const Unit& unit : kUnits)
    for (const std::string_view name : unit.names)
      if (word == name)
        return std::pair{Part{std::stoll(std::string(text.substr(at, digits))), &unit}, next + letters};
  return std::nullopt;
}

void add_spellings(Quote& quote, const std::vector<Part>& parts) {
  for (std::size_t name = 0; name < 5; ++name)
    for (const std::string_view gap : {"", " ", "-"})
      for (const std::string_view joint : {" ", "", " and ", ", "}) {
        if (parts.size() == 1 && joint != " ") continue;
        std::string spelling;
        for (const Part& part : parts) {
          if (!spelling.empty()) spelling += joint;
          const bool is_singular = name == 4 && part.count == 1;
          spelling += fmt::format("{}{}{}", part.count, gap, part.unit->names[is_singular ? 3 : name]);
        }
        quote.spellings.push_back(std::move(spelling));
      }
}

Quote duration_quote(const std::vector<Part>& parts) {
  std::int64_t seconds = 0;
  for (const Part& part : parts) seconds += part.count * part.unit->seconds;
  Quote quote{fmt::format("{} s", seconds), {}};
  add_spellings(quote, parts);
  if (parts.size() > 1 && seconds % 60 == 0) add_spellings(quote, {{seconds / 60, &kUnits[2]}});
  if (parts.size() == 1 && parts[0].unit->letter == 'h') add_spellings(quote, {{seconds / 60, &kUnits[2]}});
  return quote;
}

}  // namespace

std::vector<Quote> quotes_in(std::string_view printed) {
  const std::string text = base::to_lower(printed);
  std::vector<Quote> quotes;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    if (!is_digit(text[at]) || (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1])))) {
      ++at;
    } else if (has_shape(rest, "dddd-dd-dd")) {
      quotes.push_back(date_quote(rest.substr(0, 10)));
      at += 10;
    } else if (has_shape(rest, "dd:dd")) {
      quotes.push_back(time_quote(rest.substr(0, 5)));
      at += 5;
    } else if (const auto first = part_at(text, at)) {
      std::vector<Part> parts{first->first};
      at = first->second;
      while (at + 1 < text.size() && text[at] == ' ') {
        const auto more = part_at(text, at + 1);
        if (!more || more->first.unit->seconds >= parts.back().unit->seconds) break;
        parts.push_back(more->first);
        at = more->second;
      }
      quotes.push_back(duration_quote(parts));
    } else {
      std::size_t end = at + digits_at(text, at);
      if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]))
        end += 1 + digits_at(text, end + 1);
      const std::string number = text.substr(at, end - at);
      const std::string_view after = std::string_view(text).substr(end);
      // A percentage; or minutes with decimals, as the SLA prints them.
      if (after.starts_with(" %") || after.starts_with("%"))
        quotes.push_back({number + " %", {number + " %", number + "%", number + " percent"}});
      else if (after.starts_with(" min"))
        quotes.push_back({number + " min", {number + " min", number + " minutes"}});
      at = end;
    }
  }
  return quotes;
}

std::size_t find_quote(std::string_view text, std::string_view spelling, std::size_t from) {
  for (std::size_t at = from; (at = text.find(spelling, at)) != std::string_view::npos; ++at) {
    const auto is_word = [](char c) {
      return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool starts =
        at == 0 || !(is_word(text[at - 1]) ||
                     (at > 1 && std::string_view(".,:-").find(text[at - 1]) != std::string_view::npos &&
                      is_digit(text[at - 2])));
    const std::size_t end = at + spelling.size();
    const bool ends =
        end >= text.size() ||
        !(is_word(text[end]) ||
          (end + 1 < text.size() && std::string_view(".:").find(text[end]) != std::string_view::npos &&
           is_digit(text[end + 1])));
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

}  // namespace faultline::render
