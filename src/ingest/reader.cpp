#include "ingest/reader.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "ingest/prose/vocabulary.hpp"

namespace faultline::ingest {

namespace {

std::vector<std::string> reader_names() {
  std::vector<std::string> names;
  for (const Reader& reader : readers()) names.emplace_back(reader.name);
  return names;
}

struct Sniffed {
  const Reader* reader = nullptr;
  Sniff sure = Sniff::no;
};

template <typename Predicate>
Sniffed surest(const Input& input, Predicate may_read) {
  Sniffed best;
  const Reader* tied = nullptr;
  for (const Reader& reader : readers()) {
    const Sniff sure = may_read(reader) ? reader.sniff(input) : Sniff::no;
    if (sure == Sniff::no) continue;
    if (sure > best.sure) {
      best = {&reader, sure};
      tied = nullptr;
    } else if (sure == best.sure) {
      tied = &reader;
    }
  }
  if (tied) {
    throw base::Error(
        fmt::format("'{}' may be {} or {}; say which with --as", input.name, best.reader->name, tied->name));
  }
  return best;
}

// Of a content longer than its head.
Sniffed sniff_head(Content& content) {
  const Input head{content.name(), std::string(content.peek(kHeadBytes))};
  return surest(head, [](const Reader& reader) { return reader.stream != nullptr; });
}

// The digest of a file that is as long as a known content; absent where it is another.
std::optional<std::string> known_digest(const Content& content, const std::vector<KnownContent>& known) {
  if (!content.file) return std::nullopt;
  const auto same_size = [&](const KnownContent& k) { return k.bytes == content.file->bytes; };
  if (std::none_of(known.begin(), known.end(), same_size)) return std::nullopt;
  base::Digester digester;
  const ReadBytes read = content.file->open(0);
  std::vector<char> piece(std::size_t{1} << 18);
  while (const std::size_t count = read(piece.data(), piece.size())) digester.add({piece.data(), count});
  const std::string digest = digester.digest();
  const bool is_known = std::any_of(
      known.begin(), known.end(), [&](const KnownContent& k) { return same_size(k) && k.digest == digest; });
  return is_known ? std::optional(digest) : std::nullopt;
}

ReadSource skipped_source(const Content& content, const std::string& digest,
                          const std::vector<KnownContent>& known) {
  const auto same =
      std::find_if(known.begin(), known.end(), [&](const KnownContent& k) { return k.digest == digest; });
  ReadSource skipped;
  skipped.is_skipped = true;
  skipped.facts.source.name = content.name();
  skipped.facts.source.digest = digest;
  skipped.facts.source.reader = same->reader;
  skipped.facts.source.bytes = same->bytes;
  return skipped;
}

}  // namespace

const Reader& reader_named(std::string_view name) {
  for (const Reader& reader : readers()) {
    if (reader.name == name) return reader;
  }
  const auto names = reader_names();
  const auto near = base::nearest(name, names);
  throw base::Error(
      near ? fmt::format("no reader is called '{}'; did you mean '{}'?", name, *near)
           : fmt::format("no reader is called '{}'; there are {}", name, base::join(names, ", ")));
}

const Reader* sniff_reader(const Input& input) {
  return surest(input, [](const Reader&) { return true; }).reader;
}

void run_reader(const Reader& reader, const Input& input, const ReadOptions& options, FactSink& sink) {
  const prose::VocabularyScope words(options.vocabulary);
  if (reader.stream == nullptr) return reader.read(input, options, sink);
  LineStream lines(input.bytes);
  reader.stream(lines, options, sink);
}

model::SourceFacts read_input(const Input& input, const ReadOptions& options, const Reader* forced,
                              const std::vector<KnownContent>& known) {
  const Reader* reader = forced ? forced : sniff_reader(input);
  if (reader && reader->stream)
    return stream_source(*reader, input.name, bytes_of(input.bytes), options, known);
  FactSink sink(input.name, base::digest_of(input.bytes), std::string(reader ? reader->name : ""),
                static_cast<std::int64_t>(input.bytes.size()));
  if (reader) {
    const prose::VocabularyScope words(options.vocabulary);
    reader->read(input, options, sink);
  } else if (base::trim(input.bytes).empty()) {
    sink.reject({}, "the input is empty");
  } else {
    sink.reject({}, fmt::format("no reader knows this content; force one with --as: {}",
                                base::join(reader_names(), ", ")));
  }
  return sink.take();
}

model::SourceFacts stream_source(const Reader& reader, const std::string& name, ReadBytes read,
                                 const ReadOptions& options, const std::vector<KnownContent>& known) {
  std::vector<KnownContent>
      same_reader;  // what another one made of the same bytes is not what this one would
  std::copy_if(known.begin(), known.end(), std::back_inserter(same_reader),
               [&](const KnownContent& k) { return k.reader.empty() || k.reader == reader.name; });
  SourceBytes bytes(std::move(read), std::move(same_reader));
  FactSink sink(name, "", std::string(reader.name), 0);
  std::string continued;
  Restarts restarts;
  restarts.is_due = [&] {
    if (bytes.continued()) continued = bytes.continued()->digest;
    return bytes.continued() != nullptr;
  };
  restarts.happens = [&](LostLine lost) {
    sink.restart(continued);
    if (lost == LostLine::one) sink.ignore("a known source ended in the middle of the line");
  };
  LineStream lines([&](char* to, std::size_t size) { return bytes.read(to, size); }, std::move(restarts));
  reader.stream(lines, options, sink);
  lines.finish();
  sink.set_content(bytes.digest(), bytes.bytes());
  return sink.take();
}

std::optional<ReadSource> read_content(Content& content, const ReadOptions& options, const Reader* forced,
                                       const std::vector<KnownContent>& known, KnownFiles known_files) {
  if (known_files == KnownFiles::skip) {
    if (const auto digest = known_digest(content, known)) return skipped_source(content, *digest, known);
  }
  const auto streamed = [&](const Reader& reader) {
    const auto read = [&](char* to, std::size_t size) { return content.read(to, size); };
    return ReadSource{stream_source(reader, content.name(), read, options, known), {}, false};
  };
  Sniffed head;
  if (content.peek(kHeadBytes + 1).size() > kHeadBytes) {
    if (!forced) {
      head = sniff_head(content);
    } else if (forced->stream) {
      head = {forced, Sniff::certain};
    }
    if (head.sure == Sniff::certain) return streamed(*head.reader);
  }
  if (const Content::Kept kept = content.keep(); kept != Content::Kept::all) {
    if (head.sure == Sniff::likely) return streamed(*head.reader);
    content.leave_out(kept);
    return std::nullopt;
  }
  Input input = content.take();
  ReadSource source{read_input(input, options, forced, known), {}, false};
  source.bytes = std::move(input.bytes);
  return source;
}

}  // namespace faultline::ingest
