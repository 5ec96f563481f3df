#include "base/diagnostic.hpp"

#include <catch2/catch.hpp>

#include "base/digest.hpp"

using faultline::base::Diagnostic;
using faultline::base::digest_of;
using faultline::base::format_diagnostic;
using faultline::base::Severity;

namespace {

Diagnostic diagnostic(int line, int column, std::string pointer, std::string excerpt) {
  return {Severity::warning, "page.txt", line, column, std::move(pointer), "no date", std::move(excerpt)};
}

}  // namespace

TEST_CASE("a diagnostic is told as a compiler tells it") {
  const struct {
    const char* name;
    Diagnostic diagnostic;
    const char* text;
  } kCases[] = {
      {"line, column and caret", diagnostic(12, 8, "", "Posted Jly 27"),
       "page.txt:12:8: warning: no date\n   12 | Posted Jly 27\n      |        ^\n"},
      {"without an excerpt", diagnostic(12, 8, "", ""), "page.txt:12:8: warning: no date\n"},
      {"a line alone has no caret", diagnostic(3, 0, "", "abc"),
       "page.txt:3: warning: no date\n    3 | abc\n"},
      {"nothing known", diagnostic(0, 0, "", ""), "page.txt: warning: no date\n"},
      {"an excerpt without a line", diagnostic(0, 2, "", "abc"),
       "page.txt: warning: no date\n      | abc\n      |  ^\n"},
      {"a JSON pointer says where instead", diagnostic(1, 1, "/incidents/0", ""),
       "page.txt#/incidents/0: warning: no date\n"},
      {"one past the end", diagnostic(1, 4, "", "abc"),
       "page.txt:1:4: warning: no date\n    1 | abc\n      |    ^\n"},
      {"a column outside the excerpt has no caret", diagnostic(1, 9, "", "abc"),
       "page.txt:1:9: warning: no date\n    1 | abc\n"},
      {"a long line number keeps the caret in place", diagnostic(1234567, 2, "", "ab"),
       "page.txt:1234567:2: warning: no date\n1234567 | ab\n        |  ^\n"},
      {"wide characters before the caret", diagnostic(1, 7, "", "\xE6\x97\xA5\xE6\x9C\xACx"),
       "page.txt:1:7: warning: no date\n    1 | \xE6\x97\xA5\xE6\x9C\xACx\n      |     ^\n"},
      {"escapes, line ends and bad bytes do not reach the terminal",
       diagnostic(1, 0, "", "a\x1B[2J\tb\nc\xFF"),
       "page.txt:1: warning: no date\n    1 | a?[2J b?c\xEF\xBF\xBD\n"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(format_diagnostic(c.diagnostic) == c.text);
  }
}

TEST_CASE("severities have their names, and a long excerpt is cut") {
  Diagnostic d = diagnostic(1, 0, "", std::string(300, 'x'));
  d.severity = Severity::error;
  CHECK(format_diagnostic(d) == "page.txt:1: error: no date\n    1 | " + std::string(200, 'x') + "\n");
  CHECK(to_string(Severity::note) == "note");
}

TEST_CASE("a digest is 32 hex digits of the content") {
  // The published XXH3-128 of nothing.
  CHECK(digest_of("") == "99aa06d3014798d86001c324468d497f");
  CHECK(digest_of("a").size() == 32);
  CHECK(digest_of("a") == digest_of("a"));
  CHECK(digest_of("a") != digest_of("b"));
}
