#include "model/seal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kStates =
    std::to_array<EnumName<SealCheck::State>>({{SealCheck::State::unchanged, "unchanged"},
                                               {SealCheck::State::changed, "changed"},
                                               {SealCheck::State::damaged, "damaged"}});
constexpr auto kKinds =
    std::to_array<EnumName<RowDifference::Kind>>({{RowDifference::Kind::added, "added"},
                                                  {RowDifference::Kind::removed, "removed"},
                                                  {RowDifference::Kind::changed, "changed"}});

}  // namespace

bool InputsDifference::is_empty() const {
  return !is_config_changed && !is_policy_changed && new_sources.empty() && gone_sources.empty() &&
         new_annotations.empty() && gone_annotations.empty();
}

bool is_of_one_chain(const Seal& a, const Seal& b) {
  return a.period == b.period && a.policy == b.policy && a.organisation == b.organisation &&
         a.is_by_name == b.is_by_name;
}

std::string seal_text(const Seal& seal) {
  std::string text = "faultline seal 1\n";
  const auto line = [&](std::string_view key, std::string_view value) {
    text += fmt::format("{} = {}\n", key, value.empty() ? "-" : value);
  };
  line("period", seal.period);
  line("start", base::format_rfc3339(seal.start));
  line("end", base::format_rfc3339(seal.end));
  line("policy", seal.policy);
  line("organisation", seal.organisation);
  line("rows", seal.is_by_name ? "all by this policy" : "whose objective leads to this policy");
  line("version", std::to_string(seal.version));
  line("previous", seal.previous);
  line("provisional", seal.is_provisional ? "yes" : "no");
  line("sealed_at", base::format_rfc3339(seal.sealed_at));
  line("by", seal.author);
  line("note", seal.note);
  text += "\n[policy]\n" + seal.policy_text;
  text += "\n[inputs]\n" + seal.inputs_text;
  text += "\n[rows]\n" + seal.rows_text;
  if (!seal.difference_text.empty()) text += "\n[difference]\n" + seal.difference_text;
  return text;
}

std::string seal_digest(const Seal& seal) {
  return base::sha256_of(seal_text(seal));
}

std::optional<std::string> seal_damage(const Seal& seal) {
  if (seal_digest(seal) == seal.digest) return std::nullopt;
  return seal.version == 0 ? std::string("the seal itself does not match its hash")
                           : fmt::format("restatement {} itself does not match its hash", seal.version);
}

std::string short_id(const Seal& seal) {
  return seal.digest.substr(0, 12);
}

SealMark mark_of(const Seal& seal, base::Instant first_sealed_at) {
  SealMark mark;
  mark.period = seal.period;
  mark.policy = seal.policy;
  mark.id = short_id(seal);
  mark.sealed_at = first_sealed_at;
  mark.restatements = seal.version;
  if (seal.version > 0) mark.reason = seal.note;
  return mark;
}

std::vector<Seal> last_versions(const std::vector<Seal>& seals) {
  std::vector<Seal> last;
  for (const Seal& seal : seals) {
    const auto same = std::find_if(last.begin(), last.end(),
                                   [&](const Seal& other) { return is_of_one_chain(other, seal); });
    if (same == last.end()) {
      last.push_back(seal);
    } else if (seal.version > same->version) {
      *same = seal;
    }
  }
  return last;
}

std::string row_name(const SlaRow& row) {
  const Scope& scope = row.scope;
  std::string place = scope.cluster.is_known() ? scope.cluster.slug : scope.group.label;
  if (place.empty()) place = "(all)";
  std::string name = scope.organisation.is_known() ? scope.organisation.label + ", " + place : place;
  if (scope.service.is_known()) name += ": " + scope.service.label;
  if (!row.objective.name.empty()) name += " (" + row.objective.name + ")";
  return name;
}

std::string_view to_string(SealCheck::State state) {
  return name_of(kStates, state);
}

std::string_view to_string(RowDifference::Kind kind) {
  return name_of(kKinds, kind);
}

}  // namespace faultline::model
