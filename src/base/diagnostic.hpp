// Diagnostic: a place in an input that could not be read, told as a compiler tells it.
//
//   page.txt:12:8: warning: 'Posted Jly 27' is no date
//      12 | Posted Jly 27, 2023 - 11:44 EDT
//         |        ^
//
// A diagnostic never stops the job: it is counted, stored beside the source and listed by `doctor`.
// Line and column are 1-based; 0 = unknown. Column counts bytes of the line. For JSON input `pointer`
// (RFC 6901) says where instead.
#pragma once

#include <functional>
#include <string>

namespace faultline::base {

enum class Severity { note, warning, error };

struct Diagnostic {
  Severity severity = Severity::warning;
  std::string source;  // the input's name as the user gave it
  int line = 0;
  int column = 0;
  std::string pointer;  // JSON pointer, empty for text
  std::string message;
  std::string excerpt;  // the line itself, cut at 200 bytes
};

using DiagnosticSink = std::function<void(const Diagnostic&)>;

std::string_view to_string(Severity severity);

// The lines shown above; two more lines with the caret only where the excerpt is known. Ends with '\n'.
// Control characters of the excerpt are shown as '?' (a tab as one space), so that a log cannot move the
// terminal's cursor.
std::string format_diagnostic(const Diagnostic& diagnostic);

}  // namespace faultline::base
