#include "analyze/sla/objectives.hpp"

#include <algorithm>
#include <cctype>

namespace faultline::analyze {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

bool fits(const model::Name& wanted, const model::Name& name) {
  if (!wanted.is_known() && wanted.label.empty()) return true;
  if (wanted.label.find('*') == std::string::npos) return wanted == name;
  return name.is_known() && (fits_pattern(wanted.label, name.label) || fits_pattern(wanted.label, name.slug));
}

bool fits(const model::Scope& wanted, const model::Scope& scope) {
  return fits(wanted.organisation, scope.organisation) && fits(wanted.cluster, scope.cluster) &&
         fits(wanted.service, scope.service) && fits(wanted.group, scope.group);
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view text) {
  // The last star seen, and how much of the text it stands for so far.
  std::size_t at = 0, star = std::string_view::npos, star_text = 0, place = 0;
  while (place < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      star_text = place;
    } else if (at < pattern.size() && same_letter(pattern[at], text[place])) {
      ++at;
      ++place;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      place = ++star_text;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

const model::Objective* objective_for(const model::Config& config, const model::Scope& scope) {
  for (const model::Objective& objective : config.objectives)
    if (objective.combination == model::Combination::none && fits(objective.scope, scope)) return &objective;
  return nullptr;
}

const model::Policy* policy_by_name(const model::Config& config, const std::string& name) {
  if (name.empty() || name == config.policy.name) return &config.policy;
  for (const model::Policy& policy : config.policies)
    if (policy.name == name) return &policy;
  return nullptr;
}

model::Objective default_objective(const model::Policy& policy, const model::Scope& scope) {
  model::Objective objective;
  objective.scope = scope;
  objective.target = policy.target;
  objective.target_text = policy.target_text;
  return objective;
}

SlaClock service_start(const model::Config& config, const model::Scope& scope, const base::Zone& zone) {
  SlaClock latest = SlaClock::min();
  for (const model::ServiceStart& start : config.starts)
    if (fits(start.scope, scope))
      latest =
          std::max(latest, std::chrono::floor<std::chrono::seconds>(base::day_bounds(zone, start.day).first));
  return latest;
}

}  // namespace faultline::analyze
