// Sentences: the running text of a document with its times placed.
//
// A time without a date takes, in this order: a date before it in the sentence, one after it in the sentence
// ("between 19:47 and 22:05 UTC on 3 May"), the last date above it in the block, the date in its section's
// heading ("Issue #1 : 3/30"), the document's day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/prose/blocks.hpp"
#include "ingest/prose/frame.hpp"
#include "ingest/prose/timeline_rows.hpp"

namespace faultline::ingest::prose {

struct PlacedTime {
  TimeMention mention;
  base::Moment when;
};

struct Sentence {
  Passage text;
  std::vector<Word> words;
  std::vector<PlacedTime> times;
  std::vector<DurationMention> durations;
  SectionKind section = SectionKind::other;
  bool is_heading = false;
  int part = 0;  // which of several outages it speaks of; 0 = all, or the only one
  int event_ordinal = -1;
};

// A sentence that speaks of two outages gives two, cut where the second is named.
std::vector<Sentence> find_sentences(const SourceText& source, const Blocks& blocks, const Timeline& timeline,
                                     const Frame& frame);

// Sentences of one passage outside any document: a post's body.
std::vector<Sentence> sentences_in(const SourceText& source, const Passage& passage, const Frame& frame);

// True where the document tells at least two outages apart, by headings or by sentences with times.
bool tells_several(const std::vector<Sentence>& sentences);

}  // namespace faultline::ingest::prose
