// Promised updates: "Please expect further updates within 1 hour", "next update by 15:30 UTC".
//
// Numeric only: a promise names a length or a time. "As soon as possible" is none. The due time counts from
// the post's own stamp; printed minutes are compared in analyze.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/sentences.hpp"

namespace faultline::ingest::prose {

struct FoundPromise {
  std::optional<std::chrono::seconds> within;
  std::optional<PlacedTime> due;  // where a time is named, placed as any other time of the post
  std::string rule;
};

std::optional<FoundPromise> promise_in(const Sentence& sentence);

}  // namespace faultline::ingest::prose
