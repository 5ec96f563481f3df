#include "base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace faultline::base {

namespace {

constexpr std::size_t kExcerptBytes = 200;

// What a terminal may take of an excerpt: one line, a tab as one space so that the caret stands right.
std::string shown(std::string_view excerpt) {
  std::string text = printable(to_valid_utf8(excerpt));
  std::replace(text.begin(), text.end(), '\t', ' ');
  std::replace(text.begin(), text.end(), '\n', '?');
  return text;
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
  std::string place = shown(diagnostic.source);
  if (!diagnostic.pointer.empty()) {
    place += '#' + shown(diagnostic.pointer);
  } else if (diagnostic.line > 0) {
    place += fmt::format(":{}", diagnostic.line);
    if (diagnostic.column > 0) place += fmt::format(":{}", diagnostic.column);
  }
  std::string text =
      fmt::format("{}: {}: {}\n", place, to_string(diagnostic.severity), shown(diagnostic.message));
  if (diagnostic.excerpt.empty()) return text;

  const std::string_view excerpt = std::string_view(diagnostic.excerpt).substr(0, kExcerptBytes);
  const std::string number = diagnostic.line > 0 ? std::to_string(diagnostic.line) : "";
  text += fmt::format("{:>5} | {}\n", number, shown(excerpt));
  const auto column = static_cast<std::size_t>(std::max(diagnostic.column, 0));
  // One past the end is a place too: where something is missing.
  if (column > 0 && column <= excerpt.size() + 1) {
    const std::size_t before = display_width(shown(excerpt.substr(0, column - 1)));
    text += fmt::format("{:>{}} | {:>{}}^\n", "", std::max<std::size_t>(number.size(), 5), "", before);
  }
  return text;
}

}  // namespace faultline::base
