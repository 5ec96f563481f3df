#include "ingest/reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::ingest {

namespace {

std::vector<std::string> reader_names() {
  std::vector<std::string> names;
  for (const Reader& reader : readers()) names.emplace_back(reader.name);
  return names;
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
  const Reader* best = nullptr;
  const Reader* tied = nullptr;
  Sniff surest = Sniff::no;
  for (const Reader& reader : readers()) {
    const Sniff sure = reader.sniff(input);
    if (sure == Sniff::no) continue;
    if (sure > surest) {
      surest = sure;
      best = &reader;
      tied = nullptr;
    } else if (sure == surest) {
      tied = &reader;
    }
  }
  if (tied) {
    throw base::Error(
        fmt::format("'{}' may be {} or {}; say which with --as", input.name, best->name, tied->name));
  }
  return best;
}

void run_reader(const Reader& reader, const Input& input, const ReadOptions& options, FactSink& sink) {
  if (reader.stream == nullptr) return reader.read(input, options, sink);
  LineStream lines(input.bytes);
  reader.stream(lines, options, sink);
}

model::SourceFacts read_input(const Input& input, const ReadOptions& options, const Reader* forced) {
  const Reader* reader = forced ? forced : sniff_reader(input);
  FactSink sink(input.name, base::digest_of(input.bytes), std::string(reader ? reader->name : ""),
                static_cast<std::int64_t>(input.bytes.size()));
  if (reader) {
    run_reader(*reader, input, options, sink);
  } else if (base::trim(input.bytes).empty()) {
    sink.reject({}, "the input is empty");
  } else {
    sink.reject({}, fmt::format("no reader knows this content; force one with --as: {}",
                                base::join(reader_names(), ", ")));
  }
  return sink.take();
}

}  // namespace faultline::ingest
