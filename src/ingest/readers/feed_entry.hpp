// One entry of a status page's feed: its HTML taken apart into posts. statuspage_feed.cpp finds the entries.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "ingest/reader.hpp"
#include "model/scope.hpp"

namespace faultline::ingest::formats {

// "2022-06-17T03:54:19Z" or RFC 822's "Fri, 24 Dec 2021 00:46:18 +0100".
struct FeedDate {
  base::Instant instant{};
  std::optional<std::chrono::seconds> offset;  // as written, where it is one: RSS gives the page's zone
};
std::optional<FeedDate> feed_date(std::string_view text);

struct FeedEntry {
  model::Location location;
  std::string title;
  std::string link;
  std::string incident_id;
  std::optional<FeedDate> date;  // published, else the next best
  std::optional<base::Instant> edited;
  std::string html;
  int html_line = 0;  // line of the source at which `html` begins; 0 = unknown
};

void read_feed_entry(const FeedEntry& entry, const model::Name& organisation, const ReadOptions& options,
                     FactSink& sink);

}  // namespace faultline::ingest::formats
