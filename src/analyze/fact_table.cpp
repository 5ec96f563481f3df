#include "analyze/fact_table.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

constexpr std::size_t kExcerptBytes = 200;

std::string excerpt(std::string_view words) {
  std::string text = base::squeeze(words);
  if (text.size() <= kExcerptBytes) return text;
  std::size_t end = kExcerptBytes;
  // A cut inside a UTF-8 sequence would make the excerpt invalid: back to its first byte.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

}  // namespace

FactTable::FactTable(const model::Facts& facts, const model::Config& config) : facts_(facts) {
  std::sort(facts_.sources.begin(), facts_.sources.end(),
            [](const auto& a, const auto& b) { return a.digest < b.digest; });
  const auto by_content = [](const auto& a, const auto& b) {
    return std::tie(a.source_digest, a.ordinal) < std::tie(b.source_digest, b.ordinal);
  };
  std::sort(facts_.events.begin(), facts_.events.end(), by_content);
  std::sort(facts_.claims.begin(), facts_.claims.end(), by_content);
  for (std::size_t i = 0; i < facts_.sources.size(); ++i) {
    const model::Source& source = facts_.sources[i];
    source_index_.emplace(source.digest, i);
    model::Scope scope;
    scope.organisation = model::make_name(source.organisation);
    organisations_[source.digest] = model::resolve_aliases(config, scope).organisation;
  }
  for (model::Event& event : facts_.events) canonise(config, event.source_digest, event.scopes);
  for (model::Claim& claim : facts_.claims) canonise(config, claim.source_digest, claim.scopes);
}

void FactTable::canonise(const model::Config& config, const std::string& digest,
                         std::vector<model::Scope>& scopes) const {
  const model::Name own = organisation(digest);
  for (model::Scope& scope : scopes) {
    if (!scope.organisation.is_known()) scope.organisation = own;
    scope = model::resolve_aliases(config, std::move(scope));
  }
  std::sort(scopes.begin(), scopes.end());
  scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
}

const model::Source* FactTable::source(const std::string& digest) const {
  const auto found = source_index_.find(digest);
  return found == source_index_.end() ? nullptr : &facts_.sources[found->second];
}

model::Name FactTable::organisation(const std::string& digest) const {
  const auto found = organisations_.find(digest);
  return found == organisations_.end() ? model::Name{} : found->second;
}

model::Evidence FactTable::evidence_of(const std::string& digest, const model::Location& location,
                                       std::string_view words) const {
  const model::Source* origin = source(digest);
  return {digest, origin == nullptr ? std::string() : origin->name, location, excerpt(words)};
}

model::Evidence FactTable::evidence(const model::Event& event) const {
  if (!event.body.empty()) return evidence_of(event.source_digest, event.location, event.body);
  if (!event.title.empty()) return evidence_of(event.source_digest, event.location, event.title);
  return evidence_of(event.source_digest, event.location, event.incident_title);
}

model::Evidence FactTable::evidence(const model::Claim& claim) const {
  return evidence_of(claim.source_digest, claim.location, claim.text);
}

}  // namespace faultline::analyze
