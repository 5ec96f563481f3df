#include "ingest/prose/action_item_marks.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "base/text.hpp"
#include "ingest/prose/phrases.hpp"
#include "ingest/prose/time_lexer.hpp"
#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {
namespace {

using model::ActionState;

bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

// What stands behind "label:" up to a comma, a bracket or the next mark; the label begins a word.
std::string labelled(std::string_view text, std::initializer_list<std::string_view> labels) {
  const std::string lower = base::to_lower(text);
  for (const std::string_view label : labels) {
    std::size_t at = lower.find(label);
    while (at != std::string::npos) {
      std::size_t begin = at + label.size();
      while (begin < text.size() && text[begin] == ' ') ++begin;
      const bool is_word = at == 0 || !is_name_byte(text[at - 1]);
      if (is_word && begin < text.size() && text[begin] == ':') {
        const std::size_t end =
            std::min({text.find_first_of(",;)]\n|", begin), text.find(" - ", begin), text.size()});
        return std::string(base::trim(text.substr(begin + 1, end - begin - 1)));
      }
      at = lower.find(label, at + 1);
    }
  }
  return {};
}

// "@bo" but no address "a@b" and no package "@types/node".
std::string mentions(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '@' || !is_letter(text[i + 1]) || (i > 0 && is_name_byte(text[i - 1]))) continue;
    std::size_t end = i + 1;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    while (text[end - 1] == '.' || text[end - 1] == '-') --end;
    if (end < text.size() && text[end] == '/') continue;
    if (!out.empty()) out += ", ";
    out += text.substr(i, end - i);
    i = end - 1;
  }
  return out;
}

// The byte behind "due", "due by", "by", "until", "before", "eta" that ends directly before `at`.
bool is_led(std::string_view text, std::size_t at) {
  const auto words = words_of(text.substr(0, at));
  if (words.empty()) return false;
  const auto says = [&](std::size_t back, std::initializer_list<std::string_view> choices) {
    return words.size() >= back &&
           std::find(choices.begin(), choices.end(), words[words.size() - back].text) != choices.end();
  };
  const auto gap = text.substr(words.back().end, at - words.back().end);
  if (gap.find_first_not_of(" :") != std::string_view::npos) return false;
  return says(1, {"due", "by", "until", "before", "eta", "deadline", "target"}) ||
         (says(1, {"on", "date"}) && says(2, {"due", "target"}));
}

bool is_ticket_word(std::string_view word) {
  // Standards and the like that look so: "SHA-256", "UTF-8".
  constexpr std::string_view kOthers[] = {"UTF",  "SHA", "ISO", "RFC", "CVE", "AES",   "TLS",
                                          "HTTP", "MD",  "P",   "S",   "SEV", "COVID", "IPV",
                                          "UTC",  "GMT", "Q",   "V",   "EC"};
  return word.size() >= 2 && word.size() <= 10 &&
         std::find(std::begin(kOthers), std::end(kOthers), word) == std::end(kOthers);
}

std::optional<ActionState> state_named(std::string_view text) {
  constexpr std::string_view kDone[] = {"done",     "completed",   "complete", "closed",
                                        "fixed",    "merged",      "shipped",  "finished",
                                        "resolved", "implemented", "deployed"};
  constexpr std::string_view kOpen[] = {"open",    "todo",        "to do",   "in progress", "pending",
                                        "planned", "not started", "ongoing", "wip",         "in review",
                                        "started", "new",         "backlog", "scheduled"};
  const auto is_in = [&](const auto& names) {
    return std::any_of(std::begin(names), std::end(names), [&](std::string_view name) {
      return base::equals_ignoring_case(base::trim(text), name);
    });
  };
  if (is_in(kDone)) return ActionState::done;
  return is_in(kOpen) ? std::optional(ActionState::open) : std::nullopt;
}

}  // namespace

bool is_nobody(std::string_view name) {
  constexpr std::string_view kNames[] = {"",   "tbd", "tba", "none",       "n/a",    "na",  "-",
                                         "--", "?",   "??",  "unassigned", "nobody", "todo"};
  const auto trimmed = base::trim(name);
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view nobody) { return base::equals_ignoring_case(trimmed, nobody); });
}

std::string owner_in(std::string_view text) {
  const std::string name = labelled(
      text, {"owner", "owners", "dri", "assignee", "assigned to", "assigned", "responsible", "lead"});
  if (!name.empty()) return is_nobody(name) ? std::string() : name;
  return mentions(text);
}

std::string due_in(std::string_view text) {
  const std::string value = labelled(text, {"due", "due date", "due by", "deadline", "eta", "target date"});
  if (!value.empty()) return is_nobody(value) ? std::string() : value;
  for (const TimeMention& mention : scan_times(text)) {
    const bool is_day = mention.date && (mention.date->day || mention.date->weekday);
    if (is_day && is_led(text, mention.begin)) return mention.written;
  }
  return {};
}

std::string ticket_in(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = i == 0 || !is_name_byte(text[i - 1]);
    if (!starts) continue;
    std::size_t end = i;
    if (text[i] == '#') {
      ++end;
    } else {
      while (end < text.size() &&
             ((text[end] >= 'A' && text[end] <= 'Z') || (end > i && is_digit(text[end]))))
        ++end;
      if (end >= text.size() || text[end] != '-' || !is_ticket_word(text.substr(i, end - i))) continue;
      ++end;
    }
    const std::size_t digits = end;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool ends = end >= text.size() || !(is_letter(text[end]) || text[end] == '-' || text[end] == '_');
    if (end > digits && end - digits <= 7 && ends) return std::string(text.substr(i, end - i));
  }
  return {};
}

std::optional<ActionState> state_in(std::string_view text) {
  const auto trimmed = base::trim(text);
  if (trimmed.size() > 3 && trimmed[0] == '[' && trimmed[2] == ']') {
    if (trimmed[1] == 'x' || trimmed[1] == 'X') return ActionState::done;
    if (trimmed[1] == ' ') return ActionState::open;
  }
  if (trimmed.starts_with("\xE2\x9C\x85")) return ActionState::done;  // a check mark
  if (trimmed.ends_with(')') || trimmed.ends_with(']')) {
    const std::size_t open = trimmed.find_last_of("([");
    if (open != std::string_view::npos)
      return state_named(trimmed.substr(open + 1, trimmed.size() - open - 2));
  }
  for (const Word& word : words_of(trimmed)) {
    if (word.text == "done" && word.is_caps) return ActionState::done;
  }
  const std::size_t colon = trimmed.find(':');
  return colon != std::string_view::npos && colon < 12 ? state_named(trimmed.substr(0, colon)) : std::nullopt;
}

std::optional<ActionState> state_of_cell(std::string_view text) {
  const auto trimmed = base::trim(text);
  if (trimmed.starts_with("\xE2\x9C\x85")) return ActionState::done;
  return state_named(trimmed);
}

}  // namespace faultline::ingest::prose
