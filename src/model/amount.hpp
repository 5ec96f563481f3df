// Amount: how much a text says was hit: "about 30 % of requests", "3 of 12 clusters", "no customers".
//
// 1. A value is an interval of integers with both ends in it, in thousandths of a percent (percentage,
// change)
//    or of one thing (count, rate). No floating point.
// 2. An end that the words leave open is absent: "more than 1,200 users" has no highest.
// 3. A rounded number is as wide as its rounding: "309K" is 308,500 to 309,500.
//
//   "up to 40 % of requests"       percentage 0..40000, noun "requests", unit "request", hedged
//   "3 of 12 clusters"             count 3000..3000, total 12000, unit "cluster"
//   "a 45 % increase in latency"   change 45000..45000, unit "latency"; a drop is negative
//   "4.7K requests per second"     rate, unit "request/second"
//
// How it is read: ingest/prose/amounts.hpp. Whether two contradict each other: analyze.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline::model {

enum class AmountKind { percentage = 0, count = 1, rate = 2, change = 3 };  // stored; never renumber

struct Amount {
  AmountKind kind = AmountKind::count;
  std::optional<std::int64_t> lowest;   // thousandths; absent = open
  std::optional<std::int64_t> highest;  // never below lowest
  std::optional<std::int64_t> total;    // count: of how many, thousandths
  bool is_hedged = false;               // "about", "up to", "more than", "between": the words leave it open
  std::string noun;                     // as written: "ingress traffic"
  std::string unit;     // from the vocabulary: "traffic"; a rate has its time: "request/second"
  std::string written;  // the words of the amount: "25% of ingress traffic"
  friend bool operator==(const Amount&, const Amount&) = default;
};

// The value in words, without the noun: "30 %", "27 to 33 %", "up to 40 %", "1,200 or more", "3 of 12".
std::string describe(const Amount& amount);

std::string_view to_string(AmountKind kind);
std::optional<AmountKind> parse_amount_kind(std::string_view text);

}  // namespace faultline::model
