// Suspicions as people and machines read them: which deploy set an incident off, which change ended it.
//
//   show      "trigger  checkout v41 (91 %): completed 3m 20s before the start; ..."
//   explain   every candidate with every term, none among them
//   json      {"verdict": "trigger", "reason": ..., "candidates": [...]}: the object under "trigger"
//   draft     "The deploy of checkout v41 is the trigger (91 %): ..."; its confidence word is word_of's
//
// Who did a deploy is never printed here. What the figures mean: docs/deploys.md.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/json.hpp"
#include "render/style.hpp"

namespace faultline::render {

enum class SuspicionOf { trigger, mitigation };

// "98 %", "over 99 %", "under 1 %": none is always possible, and what is rare is not impossible.
std::string share_text(double share);

// "trigger", "suspect"; of a mitigation "mitigation", "suspected mitigation".
std::string verdict_text(const model::Suspicion& suspicion, SuspicionOf of);

// The block of `show`, both questions; empty where neither was assessed.
std::string suspicion_section(const model::Incident& incident, const Style& style);

// The table of `explain INCIDENT trigger`.
std::string suspicion_table(const model::Suspicion& suspicion, SuspicionOf of, const Style& style);

Json suspicion_json(const model::Suspicion& suspicion, SuspicionOf of);

// One sentence with its confidence word, not escaped; empty where it was not assessed.
std::string suspicion_sentence(const model::Suspicion& suspicion, SuspicionOf of, const Style& style);

}  // namespace faultline::render
