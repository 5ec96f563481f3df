// Amounts: how much a sentence says was hit.
//
//   "About 30 % of requests failed"          percentage 27000..33000 of "requests"
//   "3 of 12 clusters were affected"         count 3000 of 12000 "clusters"
//   "The error rate peaked at 12.5 %"        percentage 12500 of "error rate"
//   "a 45 % increase in latency"             change 45000 of "latency"
//   "4.7K failed requests per second"        rate of "failed requests"
//   "no customer data was lost"              count 0 of "customer data"
//   "Users affected: 1,200"                  count, behind a label
//
// 1. A number is an amount only with a noun of the vocabulary and a word of failing in the same clause; below
//    a heading "Impact" the noun is enough. Nodes and pods need that word next to them, as they are also
//    scaled, and are none below "Root cause": what crashed there is the reason.
// 2. Numbers inside times, durations, names, versions, ids, addresses and paths are none; nor is what was
//    repaired, added, planned or alerted on ("back to 100 %", "alert when 5 % of requests fail").
// 3. A zero is read only where it is plainly said: "no customers were affected", "0 requests failed".
//
// The grammar of numbers and hedges: quantity.hpp. Deliberately not read: "most", "many", "a few", "hundreds
// of".
#pragma once

#include <cstddef>
#include <vector>

#include "ingest/prose/sentences.hpp"
#include "model/amount.hpp"

namespace faultline::ingest::prose {

struct AmountMention {
  std::size_t begin = 0, end = 0;  // bytes of the sentence: "About 30 % of requests"
  model::Amount amount;            // `written` is for the caller, who has the source
  const char* rule = "";
};

// In the order of the text. None in sentences of plans, lessons and action items.
std::vector<AmountMention> find_amounts(const Sentence& sentence);

}  // namespace faultline::ingest::prose
