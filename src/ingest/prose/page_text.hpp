// The parts of a status page's incident that was copied as text: title, posts with their stamps, affected
// list.
//
// Grammar and what is ignored: ../readers/statuspage_text.cpp. Nothing is put into a sink here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.hpp"
#include "base/zone.hpp"
#include "ingest/reader.hpp"
#include "model/event.hpp"

namespace faultline::ingest::prose {

struct PagePost {
  model::PostStatus status = model::PostStatus::none;
  base::Moment when;
  int line = 0;               // of the status word
  std::string body;           // lines joined with '\n', blank ends gone
  std::string_view raw_body;  // the bytes of the input
  int body_line = 0;          // where raw_body begins
  std::string note;
};

struct PageText {
  std::string title, organisation, affected;
  int title_line = 0;
  std::optional<base::Zone> zone;  // civil zone of the stamps
  std::vector<PagePost> posts;     // in the page's order
  struct Orphan {
    int line = 0;
    std::string text;
  };
  std::vector<Orphan> without_stamp;
  int furniture_lines = 0;
};

// certain: "Incident Report for" above a "Posted <date>"; likely: two posts with a status word and a stamp.
Sniff sniff_page_text(std::string_view bytes);

// Views into `bytes` stay valid as long as they do.
PageText parse_page_text(std::string_view bytes, const ReadOptions& options);

}  // namespace faultline::ingest::prose
