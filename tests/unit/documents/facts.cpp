#include "facts.hpp"

namespace faultline::test {

model::SourceFacts read_text(std::string_view text, const ingest::prose::DocumentContext& context,
                             const ingest::ReadOptions& options) {
  ingest::FactSink sink("sample.md", "0", "document", static_cast<std::int64_t>(text.size()));
  ingest::prose::read_document(text, context, options, sink);
  return sink.take();
}

std::string local_of(const base::Moment& moment) {
  if (!moment.local) return "?";
  const std::string text = base::format_local(*moment.local);
  return text.substr(0, moment.resolution == base::Resolution::day ? 10 : 16);
}

std::vector<std::string> rows_of(const model::SourceFacts& facts) {
  std::vector<std::string> out;
  for (const auto& event : facts.events) {
    if (event.kind == model::EventKind::note) out.push_back(local_of(event.when));
  }
  return out;
}

std::string milestone_of(const model::SourceFacts& facts, model::MilestoneKind kind, int part) {
  for (const auto& claim : facts.claims) {
    if (claim.kind == model::ClaimKind::milestone && claim.milestone == kind && claim.part == part)
      return local_of(claim.start);
  }
  return {};
}

std::vector<model::Claim> claims_of(const model::SourceFacts& facts, model::ClaimKind kind) {
  std::vector<model::Claim> out;
  for (const auto& claim : facts.claims) {
    if (claim.kind == kind) out.push_back(claim);
  }
  return out;
}

}  // namespace faultline::test
