// Understanding what people wrote: a document's times, timeline, windows, milestones and promises.
//
// Used by the `document` reader for whole files and by the statuspage_* readers for postmortem bodies and
// for the text of posts. Specification: docs/documents.md.
//
//   read_document(body, context, sink)  puts notes (timeline rows) as events and everything else as claims
//   read_post(post, ordinal, sink)      puts the promises and stated windows of one post as claims
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/zone.hpp"
#include "ingest/fact_sink.hpp"
#include "ingest/reader.hpp"

namespace faultline::ingest::prose {

// What is known from around the text.
struct DocumentContext {
  std::string title;         // empty = found in the text
  std::string organisation;  // label; empty = found in the text, or unknown
  std::string file_name;     // may carry a date: "2023-07-27-outage.md"
  std::string incident_id;   // the page's id, for Event::incident_id
  int first_line = 1;        // line of the source at which the text begins (0: the source has no lines)
  std::string pointer;       // JSON pointer of the text, instead of lines
  std::optional<base::Zone> page_zone;    // of the page's stamps
  std::vector<base::Moment> page_stamps;  // "Posted ..." of the same page, any order
  std::vector<model::Scope> page_scopes;  // "This incident affected: ..."
};

// Sets sink.source().title, .organisation and .zone where they were empty and the text tells them.
void read_document(std::string_view text, const DocumentContext& context, const ReadOptions& options,
                   FactSink& sink);

// `ordinal` = what sink.event(post) returned.
void read_post(const model::Event& post, int ordinal, FactSink& sink);

}  // namespace faultline::ingest::prose
