// The harnesses of the fuzzers: what must hold for any bytes at all. Each returns the promises that were
// broken, one sentence each; none for a program without a fault. A crash, a hang or undefined behaviour is
// the sanitizers' to find.
//
// The first byte of an input chooses what stands around the text, the rest is the text: "A" is a text on its
// own, other letters change the zone, the day, the file's name or the reader. So a finding is a small file
// that can be read (regressions/), and tests/fuzz/seeds puts the byte before every sample.
//
//   check_document("A# Outage\n\n- 14:07 UTC down\n")  -> nothing: the note and its place are in order
//
// time_grammar_fuzzer.cpp and document_fuzzer.cpp run them under libFuzzer, regressions_test.cpp over all
// that was ever found, all samples and many of their prefixes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"

namespace faultline::fuzz {

using Broken = std::vector<std::string>;

// scan_times, scan_durations, resolve and resolve_list. Mentions lie in the text, in order, apart from each
// other, and quote it; moments keep base::Moment's invariants; a second run gives the same.
Broken check_time_grammar(std::string_view input);

// The readers `document` and `statuspage_text`: no exception, every place lies in the text, claims stand in
// events that exist, the books agree; a second run gives the same.
Broken check_document(std::string_view input);

// Invariant 1 of base::Moment, of the chosen reading and of the rejected ones; `who` begins the sentences.
void check_moment(const base::Moment& moment, std::string_view who, Broken& broken);

// Everything in it, so that two can be compared.
std::string describe(const base::Moment& moment);

// Under libFuzzer: prints what is broken and ends the process.
void end_where_broken(const Broken& broken);

}  // namespace faultline::fuzz
