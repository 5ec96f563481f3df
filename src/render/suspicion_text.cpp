#include "render/suspicion_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/overview.hpp"
#include "render/table.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::Suspicion;
using Verdict = model::Suspicion::Verdict;

std::string title_text(const model::Suspect& suspect) {
  return suspect.is_none ? "none" : one_line(suspect.title);
}

std::string time_text(const model::Suspect& suspect, const Style& style) {
  if (suspect.is_none) return "-";
  return when_text(suspect.completed ? *suspect.completed : suspect.started, style);
}

std::string base_rate_text(double share) {
  return fmt::format("a random instant has a deploy as near in {}", share_text(share));
}

std::string summary(const Suspicion& suspicion, SuspicionOf of) {
  if (suspicion.verdict == Verdict::not_assessed || suspicion.verdict == Verdict::none)
    return fmt::format("{}: {}", verdict_text(suspicion, of), one_line(suspicion.reason));
  std::string text =
      fmt::format("{} ({}): {}", verdict_text(suspicion, of),
                  share_text(suspicion.suspects.front().probability), one_line(suspicion.reason));
  if (suspicion.base_rate) text += "; " + base_rate_text(*suspicion.base_rate);
  return text;
}

// The reason goes on behind the columns of value and name.
std::string term_text(const model::SuspicionTerm& term, const Style& style) {
  constexpr int kIndent = 21;
  return fmt::format("    {:+.2f}  {:<9} {}\n", term.value, term.name,
                     wrapped(one_line(term.reason), style.width - kIndent, kIndent));
}

Json term_json(const model::SuspicionTerm& term) {
  return {{"name", term.name}, {"value", term.value}, {"reason", base::to_valid_utf8(term.reason)}};
}

Json suspect_json(const model::Suspect& suspect) {
  Json json = {{"none", suspect.is_none}, {"probability", suspect.probability}, {"score", suspect.score}};
  json["terms"] = Json::array();
  for (const model::SuspicionTerm& term : suspect.terms) json["terms"].push_back(term_json(term));
  if (suspect.is_none) return json;
  json["title"] = base::to_valid_utf8(suspect.title);
  json["version"] = base::to_valid_utf8(suspect.version);
  json["deploy_kind"] = suspect.deploy_kind;
  json["url"] = base::to_valid_utf8(suspect.url);
  json["scope"] = Json::array();
  for (const model::Scope& scope : suspect.scopes) json["scope"].push_back(scope_json(scope));
  json["started"] = moment_json(suspect.started);
  json["completed"] = optional_moment_json(suspect.completed);
  json["rolled_back_by"] = base::to_valid_utf8(suspect.rolled_back_by);
  json["evidence"] = Json::array({evidence_json(suspect.evidence)});
  for (const model::Evidence& evidence : suspect.also_told_by)
    json["evidence"].push_back(evidence_json(evidence));
  return json;
}

}  // namespace

std::string share_text(double share) {
  if (share < .01) return "under 1 %";
  return share > .99 ? "over 99 %" : fmt::format("{:.0f} %", 100 * share);
}

std::string verdict_text(const Suspicion& suspicion, SuspicionOf of) {
  const bool is_trigger = of == SuspicionOf::trigger;
  switch (suspicion.verdict) {
    case Verdict::trigger:
      return is_trigger ? std::string(model::word_of(suspicion.verdict)) : "mitigation";
    case Verdict::suspect:
      return is_trigger ? std::string(model::word_of(suspicion.verdict)) : "suspected mitigation";
    case Verdict::not_assessed:
    case Verdict::none:
      break;
  }
  return std::string(model::word_of(suspicion.verdict));
}

std::string suspicion_section(const model::Incident& incident, const Style& style) {
  if (incident.trigger.verdict == Verdict::not_assessed &&
      incident.mitigation.verdict == Verdict::not_assessed)
    return {};
  constexpr int kIndent = 14;
  std::string text = '\n' + tinted(style, Tint::bold, "deploys") + '\n';
  const auto line = [&](std::string_view label, const Suspicion& suspicion, SuspicionOf of) {
    text += fmt::format("  {:<{}}{}\n", label, kIndent - 2,
                        wrapped(summary(suspicion, of), style.width - kIndent, kIndent));
  };
  line("set off by", incident.trigger, SuspicionOf::trigger);
  line("ended by", incident.mitigation, SuspicionOf::mitigation);
  return text;
}

std::string suspicion_table(const Suspicion& suspicion, SuspicionOf of, const Style& style) {
  const std::string_view name = of == SuspicionOf::trigger ? "set off by a deploy?" : "ended by a change?";
  std::string text =
      tinted(style, Tint::bold, fmt::format("{} {}", name, verdict_text(suspicion, of))) + '\n';
  if (!suspicion.reason.empty())
    text += "  " + wrapped(one_line(suspicion.reason), style.width - 4, 4) + '\n';
  if (suspicion.verdict == Verdict::not_assessed) return text;
  text += fmt::format("  {} scored", counted(suspicion.considered, "deploy", "deploys"));
  if (suspicion.base_rate) text += "; " + base_rate_text(*suspicion.base_rate);
  text += "\n\n";
  Table table;
  table.columns = {{"candidate", Align::left, 16},
                   {fmt::format("completed ({})", zone_label(style))},
                   {"share", Align::right},
                   {"score", Align::right},
                   {"source", Align::left, 16}};
  for (const model::Suspect& suspect : suspicion.suspects)
    table.rows.push_back({{title_text(suspect), suspect.is_none ? Tint::dim : Tint::plain},
                          {time_text(suspect, style)},
                          {share_text(suspect.probability)},
                          {fmt::format("{:.2f}", suspect.score)},
                          {suspect.is_none ? "-" : place_text(suspect.evidence)}});
  text += to_text(table, style);
  for (const model::Suspect& suspect : suspicion.suspects) {
    text += fmt::format("\n  {}\n", tinted(style, Tint::bold, title_text(suspect)));
    for (const model::SuspicionTerm& term : suspect.terms) text += term_text(term, style);
    if (!suspect.also_told_by.empty()) {
      std::vector<std::string> places;
      for (const model::Evidence& evidence : suspect.also_told_by) places.push_back(place_text(evidence));
      text += fmt::format("    also told by {}\n", base::join(places, ", "));
    }
  }
  return text;
}

Json suspicion_json(const Suspicion& suspicion, SuspicionOf of) {
  const bool is_mitigation = of == SuspicionOf::mitigation && suspicion.verdict == Verdict::trigger;
  Json json = {{"verdict", is_mitigation ? "mitigation" : model::to_string(suspicion.verdict)},
               {"reason", base::to_valid_utf8(suspicion.reason)},
               {"considered", suspicion.considered}};
  json["base_rate"] = suspicion.base_rate ? Json(*suspicion.base_rate) : Json(nullptr);
  json["candidates"] = Json::array();
  for (const model::Suspect& suspect : suspicion.suspects)
    json["candidates"].push_back(suspect_json(suspect));
  return json;
}

std::string suspicion_sentence(const Suspicion& suspicion, SuspicionOf of, const Style& style) {
  const bool is_trigger = of == SuspicionOf::trigger;
  if (suspicion.verdict == Verdict::not_assessed) return {};
  if (suspicion.verdict == Verdict::none)
    return is_trigger ? "No plausible deploy: none of the known deploys explains the start."
                      : "No plausible deploy: none of the known deploys explains the end.";
  const model::Suspect& leading = suspicion.suspects.front();
  std::string reason = leading.terms.empty() ? "" : one_line(leading.terms.front().reason);
  const bool is_sure = suspicion.verdict == Verdict::trigger;
  std::string text =
      fmt::format("{} ({}) is {} ({}): {}", title_text(leading), time_text(leading, style),
                  is_trigger ? (is_sure ? "the trigger" : "a suspect, not more")
                             : (is_sure ? "the mitigation" : "a suspected mitigation, not more"),
                  share_text(leading.probability), reason);
  if (!leading.rolled_back_by.empty()) text += "; rolled back by " + one_line(leading.rolled_back_by);
  return text + '.';
}

}  // namespace faultline::render
