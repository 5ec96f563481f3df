#include "ingest/fact_sink.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace faultline::ingest {

namespace {
constexpr std::size_t kExcerptBytes = 200;
constexpr std::int64_t kMostRejected = 1000;  // kept of one source: memory does not grow with a broken log
}  // namespace

FactSink::FactSink(std::string source_name, std::string digest, std::string reader, std::int64_t bytes) {
  facts_.source.name = std::move(source_name);
  facts_.source.digest = std::move(digest);
  facts_.source.reader = std::move(reader);
  facts_.source.bytes = bytes;
}

int FactSink::event(model::Event event) {
  event.source_digest = facts_.source.digest;
  event.ordinal = static_cast<int>(facts_.events.size());
  facts_.events.push_back(std::move(event));
  return facts_.events.back().ordinal;
}

void FactSink::claim(model::Claim claim) {
  claim.source_digest = facts_.source.digest;
  claim.ordinal = static_cast<int>(facts_.claims.size());
  facts_.claims.push_back(std::move(claim));
}

void FactSink::rollups(model::SourceRollups rollups) {
  facts_.rollups = std::move(rollups);
}

void FactSink::reject(model::Location where, std::string message, std::string_view excerpt) {
  ++rejected_;
  if (rejected_ > kMostRejected) return;
  diagnose(base::Severity::warning, std::move(where), std::move(message), excerpt);
}

void FactSink::ignore(std::string reason, std::int64_t count) {
  auto& ignored = facts_.ignored;
  const auto same =
      std::find_if(ignored.begin(), ignored.end(), [&](const auto& i) { return i.reason == reason; });
  if (same != ignored.end()) {
    same->count += count;
  } else {
    ignored.push_back({std::move(reason), count});
  }
}

void FactSink::remark(model::Location where, std::string message, std::string_view excerpt) {
  diagnose(base::Severity::note, std::move(where), std::move(message), excerpt);
}

void FactSink::diagnose(base::Severity severity, model::Location where, std::string message,
                        std::string_view excerpt) {
  facts_.diagnostics.push_back({severity, facts_.source.name, where.line, where.column,
                                std::move(where.pointer), std::move(message),
                                std::string(excerpt.substr(0, kExcerptBytes))});
}

void FactSink::restart(std::string continued) {
  model::Source source = std::move(facts_.source);
  facts_ = {};
  facts_.source = std::move(source);
  facts_.source.continues = std::move(continued);
  rejected_ = 0;
}

void FactSink::set_content(std::string digest, std::int64_t bytes) {
  for (model::Event& event : facts_.events) event.source_digest = digest;
  for (model::Claim& claim : facts_.claims) claim.source_digest = digest;
  facts_.source.digest = std::move(digest);
  facts_.source.bytes = bytes;
}

model::SourceFacts FactSink::take() {
  if (rejected_ > kMostRejected) {
    facts_.diagnostics.push_back(
        {base::Severity::warning,
         facts_.source.name,
         0,
         0,
         {},
         fmt::format("{} more records could not be read; they are counted, not listed",
                     rejected_ - kMostRejected),
         {}});
  }
  std::int64_t ignored = 0;
  for (const auto& i : facts_.ignored) ignored += i.count;
  facts_.rollups.source_digest = facts_.source.digest;
  facts_.source.records_ignored = ignored;
  facts_.source.records_rolled_up = facts_.rollups.lines;
  facts_.source.records_read =
      static_cast<std::int64_t>(facts_.events.size()) + facts_.rollups.lines + rejected_ + ignored;
  return std::move(facts_);
}

}  // namespace faultline::ingest
