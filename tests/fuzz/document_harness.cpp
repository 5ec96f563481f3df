#include <algorithm>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "fuzz/harness.hpp"
#include "ingest/reader.hpp"
#include "model/scope.hpp"

namespace faultline::fuzz {

namespace {

using ingest::Input;
using ingest::Reader;
using ingest::ReadOptions;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

// How the file is called and read, by the number in the first byte: 'A' is a Markdown document, then the
// other endings, then the same as copied status pages; from 'Y' on all of that with options of the command
// line and read a second time, which costs as much again.
struct Way {
  std::string_view reader, file_name;
  ReadOptions options;
  bool is_read_twice = false;
};

Way way_of(unsigned number) {
  static constexpr std::string_view kNames[] = {"2024-03-10-outage.md", "outage.txt",      "outage.rst",
                                                "outage.html",          "outage.html.erb", "outage.qmd"};
  constexpr auto kEndings = static_cast<unsigned>(std::size(kNames));
  Way way{"document", kNames[number % kEndings], {}, false};
  number /= kEndings;
  if (number % 2 == 1) way.reader = "statuspage_text";
  number /= 2;
  if (number % 4 == 1) {
    way.options.published = year{2024} / month{3} / day{12};
    way.options.zone = "America/New_York";
    way.options.organisation = "Quillmoor";
    way.is_read_twice = true;
  }
  return way;
}

// The lines of the text, for places: each place lies on a byte of a line or at its end.
class Places {
 public:
  explicit Places(std::string_view text) : lines_(base::split(text, '\n')) {}

  bool has(int line, int column) const {
    if (line < 0 || column < 0 || static_cast<std::size_t>(line) > lines_.size()) return false;
    if (line == 0) return true;
    return static_cast<std::size_t>(column) <= lines_[static_cast<std::size_t>(line) - 1].size() + 1;
  }

 private:
  std::vector<std::string_view> lines_;
};

class FactsCheck {
 public:
  FactsCheck(const model::SourceFacts& facts, std::string_view text) : facts_(facts), places_(text) {}

  Broken run() {
    for (std::size_t i = 0; i < facts_.events.size(); ++i) check(facts_.events[i], i);
    for (std::size_t i = 0; i < facts_.claims.size(); ++i) check(facts_.claims[i], i);
    for (const auto& diagnostic : facts_.diagnostics)
      promise(places_.has(diagnostic.line, diagnostic.column), "a diagnostic lies outside the text",
              diagnostic.message);
    books();
    return std::move(broken_);
  }

 private:
  void promise(bool holds, std::string_view what, std::string_view whose) {
    if (!holds) broken_.push_back(fmt::format("{} ('{}')", what, whose));
  }

  void check(const model::Event& event, std::size_t index) {
    promise(places_.has(event.location.line, event.location.column), "an event lies outside the text",
            event.body);
    promise(event.ordinal == static_cast<int>(index), "an event is out of order", event.body);
    check_moment(event.when, "an event", broken_);
    if (event.until) check_moment(*event.until, "the end of an event", broken_);
  }

  void check(const model::Claim& claim, std::size_t index) {
    promise(places_.has(claim.location.line, claim.location.column), "a claim lies outside the text",
            claim.text);
    promise(claim.ordinal == static_cast<int>(index), "a claim is out of order", claim.text);
    promise(!claim.text.empty(), "a claim without words", claim.rule);
    promise(!claim.rule.empty(), "a claim without its rule", claim.text);
    promise(claim.event_ordinal >= -1 && claim.event_ordinal < std::ssize(facts_.events),
            "a claim stands in no event", claim.text);
    promise(claim.part >= 0, "a claim about no part", claim.text);
    promise(claim.seconds.value_or(0) >= 0 && claim.seconds_tolerance >= 0, "less than nothing", claim.text);
    check_moment(claim.start, "a claim", broken_);
    if (claim.end) check_moment(*claim.end, "the end of a claim", broken_);
  }

  void books() {
    std::int64_t ignored = 0;
    for (const auto& reason : facts_.ignored) {
      promise(reason.count > 0, "ignored without being there", reason.reason);
      ignored += reason.count;
    }
    const auto rejected =
        std::count_if(facts_.diagnostics.begin(), facts_.diagnostics.end(),
                      [](const auto& diagnostic) { return diagnostic.severity != base::Severity::note; });
    const auto told = std::ssize(facts_.events) + rejected + ignored;
    promise(facts_.source.records_read == told, "the books do not agree",
            fmt::format("read {}, told {}", facts_.source.records_read, told));
  }

  const model::SourceFacts& facts_;
  Places places_;
  Broken broken_;
};

void add(std::string& out, std::string_view part) {
  out += part;
  out += '\x1f';
}

std::string described(const model::SourceFacts& facts) {
  std::string out;
  for (const auto& event : facts.events) {
    for (const auto part : {std::string_view(event.title), std::string_view(event.body),
                            std::string_view(event.incident_title), std::string_view(event.note)})
      add(out, part);
    add(out, fmt::format("{}:{}", event.location.line, event.location.column));
    add(out, describe(event.when));
    if (event.until) add(out, describe(*event.until));
  }
  for (const auto& claim : facts.claims) {
    for (const auto part : {std::string_view(claim.text), std::string_view(claim.rule)}) add(out, part);
    add(out, fmt::format("{} {} {}:{} {}", static_cast<int>(claim.kind), claim.part, claim.location.line,
                         claim.location.column, claim.seconds.value_or(-1)));
    for (const auto& scope : claim.scopes) add(out, model::to_string(scope));
    add(out, describe(claim.start));
    if (claim.end) add(out, describe(*claim.end));
  }
  for (const auto part : {&facts.source.title, &facts.source.organisation, &facts.source.zone})
    add(out, *part);
  return out;
}

}  // namespace

Broken check_document(std::string_view bytes) {
  if (bytes.empty()) return {};
  const Way way = way_of(static_cast<unsigned char>(bytes.front()) - unsigned{'A'});
  const Input input{std::string(way.file_name), std::string(bytes.substr(1))};
  const Reader& reader = ingest::reader_named(way.reader);
  try {
    reader.sniff(input);
    const model::SourceFacts facts = ingest::read_input(input, way.options, &reader);
    Broken broken = FactsCheck(facts, input.bytes).run();
    if (way.is_read_twice && described(ingest::read_input(input, way.options, &reader)) != described(facts))
      broken.push_back("a second run read it otherwise");
    return broken;
  } catch (const std::exception& error) {
    return {fmt::format("an exception: {}", error.what())};
  }
}

}  // namespace faultline::fuzz
