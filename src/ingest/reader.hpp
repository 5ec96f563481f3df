// Reader: one input format. A new format is one file in readers/, its samples, and a row in readers.cpp; a
// log format of one record per line is one file in schemas/logs/ and its samples.
//
// A reader is two functions and its names. sniff looks at the content only (never the file name) and says
// how sure it is; the surest reader wins, a tie of two is an error that names both. read puts facts into
// the sink and never throws for bad data. Both must survive every prefix of every sample.
//
// A reader of logs takes lines instead of the whole content (`stream` instead of `read`), in memory that does
// not grow with the input; its sniff sees only the first kHeadBytes of a long one.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/content.hpp"
#include "ingest/fact_sink.hpp"
#include "ingest/input.hpp"
#include "ingest/line_stream.hpp"
#include "ingest/source_bytes.hpp"
#include "model/config.hpp"

namespace faultline::ingest {

// What the user gives beside the file. A value only fills what the content does not tell.
namespace prose {
struct Vocabulary;
}

struct ReadOptions {
  std::optional<std::chrono::year_month_day> published;  // --published: fills a year, nothing else
  std::string zone;                                      // --zone of ingest; empty = not given
  std::string config_zone;                               // faultline.toml; empty = not given
  std::string organisation;                              // --organisation; empty = not given
  std::string cluster, service;                          // --cluster, --service; empty = not given
  model::LogConfig logs;                                 // faultline.toml
  std::vector<model::AlertConfig> alerts;                // faultline.toml
  const prose::Vocabulary* vocabulary = nullptr;         // of documents; null = the built-in one
};

// How sure a reader is; compared as numbers. no = cannot be; generic = any text of this kind would do;
// likely = the shape fits; certain = a mark that only this format has.
enum class Sniff { no = 0, generic = 1, likely = 2, certain = 3 };

struct Reader {
  std::string_view name;     // "statuspage_json": also its sample folder and its --as name
  std::string_view summary;  // one line for `faultline formats`
  std::function<Sniff(const Input& input)> sniff;
  // Exactly one of the two is there.
  std::function<void(const Input& input, const ReadOptions& options, FactSink& sink)> read;
  std::function<void(LineStream& lines, const ReadOptions& options, FactSink& sink)> stream = nullptr;
};

inline constexpr std::size_t kHeadBytes = std::size_t{1} << 20;

// The one of the two functions that the reader has, over a content that is there as a whole.
void run_reader(const Reader& reader, const Input& input, const ReadOptions& options, FactSink& sink);

std::span<const Reader> readers();

// The reader called `name`; throws base::Error with the nearest name where there is none.
const Reader& reader_named(std::string_view name);

// The surest reader, or null where none claims the content. Throws base::Error on a tie.
const Reader* sniff_reader(const Input& input);

// Sniffs (or takes `forced`) and reads. A content that no reader claims gives facts with reader "" and
// one diagnostic. `known` = contents that this one may begin with (line_stream.hpp, promise 5); the longest
// one counts, and only readers of lines look for them.
model::SourceFacts read_input(const Input& input, const ReadOptions& options, const Reader* forced = nullptr,
                              const std::vector<KnownContent>& known = {});

struct ReadSource {
  model::SourceFacts facts;
  std::string bytes;        // what was held whole; empty where it was streamed
  bool is_skipped = false;  // known, and so not read: the facts are its name, digest and size
};

enum class KnownFiles { skip, read };

// The same of a content that is not read yet. One longer than kHeadBytes is streamed where a reader of lines
// is certain of its head, or forced; else it is held whole, as far as it may be, and all readers sniff it;
// past the limits a reader of lines that finds the head likely streams it. Absent where it is left out
// (content.left_out()). A regular file as long as a known content is digested first, and skipped where it
// is that one. Throws ReadFailure where the disk fails: nothing is known of the source then.
std::optional<ReadSource> read_content(Content& content, const ReadOptions& options,
                                       const Reader* forced = nullptr,
                                       const std::vector<KnownContent>& known = {},
                                       KnownFiles known_files = KnownFiles::skip);

// What a reader of lines makes of the bytes; the source's digest and size are known at the end.
model::SourceFacts stream_source(const Reader& reader, const std::string& name, ReadBytes read,
                                 const ReadOptions& options, const std::vector<KnownContent>& known);

}  // namespace faultline::ingest
