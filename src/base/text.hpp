// Small text helpers that several layers share: trimming, lines, folding, slugs, nearest names, width.
//
// All are locale-free and byte-oriented UTF-8; none allocates where a view does.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::base {

std::string_view trim(std::string_view text);
std::string to_lower(std::string_view text);  // ASCII only
bool equals_ignoring_case(std::string_view a, std::string_view b);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool contains_ignoring_case(std::string_view text, std::string_view part);

// Lines without their "\n" or "\r\n"; a last line without an end counts, an empty text has none.
std::vector<std::string_view> split_lines(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

// Runs of white space become one space, ends are trimmed: for comparing sentences of two formats.
std::string squeeze(std::string_view text);

// One byte for one byte is not kept: no-break, thin and other Unicode spaces become ' ', Unicode dashes
// and minus signs '-', curly quotes straight ones, zero-width characters go; CRLF becomes LF. Line
// numbers stay the same. `columns` maps each byte of the result to its byte in the input.
struct Folded {
  std::string text;
  std::vector<std::size_t> columns;
};
Folded fold_typography(std::string_view text);

// "partial_outage" -> "partial outage": names of values as people read them.
std::string spaced(std::string_view name);

// "Cloud Cost Management (CCM)" -> "cloud-cost-management-ccm". Non-ASCII letters stay as they are.
std::string slug(std::string_view label);

// The candidate nearest to `text` (Damerau-Levenshtein, case folded) if it is near enough to be a slip:
// at most a third of its length, at least 1.
std::optional<std::string> nearest(std::string_view text, std::span<const std::string> candidates);

// Columns a terminal needs (East Asian wide = 2, combining = 0); cut with an ellipsis to fit a width.
std::size_t display_width(std::string_view text);
std::string ellipsize(std::string_view text, std::size_t width);

// Invalid UTF-8 sequences become U+FFFD, so that JSON and terminals can take the text.
std::string to_valid_utf8(std::string_view bytes);

// Control characters other than '\n' and '\t' become '?' : nothing from an input moves the cursor.
std::string printable(std::string_view text);

}  // namespace faultline::base
