// The marks of a draft: where a block of facts begins and ends, whose it is, and what it said.
//
//   <!-- faultline:begin times inc=tidepool-2021-03-30-9f3c digest=1f2e3d4c5b6a7980 -->
//   | time to detect | ... |
//   <!-- faultline:facts
//   time to detect=12m
//   -->
//   <!-- faultline:end times -->
//
// Invariants:
//  1. A mark stands alone on its line. Blocks do not nest; an end has the id of its begin.
//  2. `digest` is that of the bytes between the marks, with LF line ends: a file saved with CRLF is not
//  edited.
//  3. Facts are percent-encoded, so that a comment never holds "--" or ">".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::render {

// By name ("time to detect"), as printed ("12m").
using DraftFacts = std::map<std::string, std::string>;

// Text between blocks, or one block; the pieces of a text concatenate to it.
struct DraftPiece {
  std::string_view whole;    // all its bytes, with the marks
  int line = 1;              // where it begins
  std::string id;            // empty = text between blocks
  std::string incident;      // inc=; empty where the mark has none
  std::string digest;        // digest=; empty where the mark has none
  std::string_view content;  // between the marks' lines

  bool is_block() const { return !id.empty(); }
};

// Views into `text`. Throws base::Error "line 12: ..." where marks are broken. `what` names the text in it.
std::vector<DraftPiece> split_draft(std::string_view text, std::string_view what);

// LF line ends; what digests are made of.
std::string unix_lines(std::string_view text);
std::string block_digest(std::string_view content);

std::string begin_mark(const std::string& id, const std::string& incident, const std::string& digest);
std::string end_mark(const std::string& id);

// With a line end; empty where there are no facts.
std::string facts_comment(const DraftFacts& facts);
DraftFacts read_facts(std::string_view content);
std::string without_facts(std::string_view content);

}  // namespace faultline::render
