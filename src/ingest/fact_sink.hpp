// FactSink: where a reader puts what it understood of one source.
//
// It gives the ordinals, fills in the source's digest and name, and keeps the books:
//   records read = events + rolled up + diagnostics of records + ignored
// so that nothing is dropped silently. A reader calls exactly one of event(), reject() or ignore() for
// each record of its input, or counts it among the lines of rollups(); claim() and remark() are free.
#pragma once

#include <string>
#include <string_view>

#include "model/facts.hpp"

namespace faultline::ingest {

class FactSink {
 public:
  FactSink(std::string source_name, std::string digest, std::string reader, std::int64_t bytes);

  // Takes a record; returns its ordinal, for claims that stand in it.
  int event(model::Event event);
  // A checkable statement; not a record.
  void claim(model::Claim claim);
  // All minutes that the lines of this source came to, once, at the end; `lines` of them are records.
  void rollups(model::SourceRollups rollups);
  // A record that could not be read. After the 1,000th of a source they are counted and no longer kept.
  void reject(model::Location where, std::string message, std::string_view excerpt = {});
  // A record left out on purpose, by reason: "blank timeline row of the template".
  void ignore(std::string reason, std::int64_t count = 1);
  // Something odd that costs no record.
  void remark(model::Location where, std::string message, std::string_view excerpt = {});

  model::Source& source() { return facts_.source; }
  const model::SourceFacts& facts() const { return facts_; }
  // Forgets all but the source's name: what was read so far is known from `continued`, which this source
  // begins with (line_stream.hpp).
  void restart(std::string continued);
  // The source's identity, where it is known only at the end of a stream; before take().
  void set_content(std::string digest, std::int64_t bytes);
  model::SourceFacts take();  // the books closed: the records_ fields filled in

 private:
  void diagnose(base::Severity severity, model::Location where, std::string message,
                std::string_view excerpt);
  model::SourceFacts facts_;
  std::int64_t rejected_ = 0;
};

}  // namespace faultline::ingest
