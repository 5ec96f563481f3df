#include "ingest/prose/vocabulary.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::ingest::prose {

namespace {

using nlohmann::json;

constexpr std::size_t kTakenBackWithin = 3;  // words before a phrase in which "not" or "once" takes it back

std::vector<Phrase> phrases(const json& object, const char* key) {
  std::vector<Phrase> out;
  if (const auto found = object.find(key); found != object.end()) {
    for (const auto& pattern : *found) out.emplace_back(pattern.get<std::string>());
  }
  return out;
}

SectionKind parse_section(std::string_view name) {
  constexpr std::pair<std::string_view, SectionKind> kNames[] = {
      {"summary", SectionKind::summary},       {"impact", SectionKind::impact},
      {"timeline", SectionKind::timeline},     {"context", SectionKind::context},
      {"key_events", SectionKind::key_events}, {"stats", SectionKind::stats},
      {"causes", SectionKind::causes},         {"trigger", SectionKind::trigger},
      {"detection", SectionKind::detection},   {"resolution", SectionKind::resolution},
      {"lessons", SectionKind::lessons},       {"actions", SectionKind::actions},
      {"people", SectionKind::people}};
  for (const auto& [text, kind] : kNames) {
    if (text == name) return kind;
  }
  return SectionKind::other;
}

model::MilestoneKind milestone_kind(const json& object, const char* key) {
  return model::parse_milestone_kind(object.at(key).get<std::string>())
      .value_or(model::MilestoneKind::impact_start);
}

MilestoneRule milestone_rule(const json& object) {
  MilestoneRule rule;
  rule.kind = milestone_kind(object, "kind");
  const auto strength = object.at("strength").get<std::string>();
  rule.strength = strength == "marker"  ? Strength::marker
                  : strength == "named" ? Strength::named
                                        : Strength::described;
  rule.rule = object.at("rule").get<std::string>();
  rule.needs_caps = object.value("needs_caps", false);
  rule.in_rows = object.value("in_rows", true);
  rule.in_sentences = object.value("in_sentences", true);
  rule.phrases = phrases(object, "phrases");
  rule.unless = phrases(object, "unless");
  return rule;
}

std::vector<DurationRule> duration_rules(const json& list) {
  std::vector<DurationRule> out;
  for (const auto& rule : list)
    out.push_back({milestone_kind(rule, "from"), milestone_kind(rule, "to"), phrases(rule, "phrases")});
  return out;
}

UnitRule::Kind unit_kind(std::string_view name) {
  constexpr std::pair<std::string_view, UnitRule::Kind> kNames[] = {
      {"people", UnitRule::Kind::people},   {"work", UnitRule::Kind::work},
      {"failure", UnitRule::Kind::failure}, {"place", UnitRule::Kind::place},
      {"share", UnitRule::Kind::share},     {"measure", UnitRule::Kind::measure}};
  for (const auto& [text, kind] : kNames) {
    if (text == name) return kind;
  }
  return UnitRule::Kind::measure;
}

AmountRules amount_rules(const json& object) {
  AmountRules rules;
  for (const auto& unit : object.at("units")) {
    rules.units.push_back({unit_kind(unit.at("kind").get<std::string>()), unit.at("unit").get<std::string>(),
                           unit.value("worse", "") == "up", phrases(unit, "many"), phrases(unit, "one")});
  }
  rules.affected = phrases(object, "affected");
  rules.not_impact = phrases(object, "not_impact");
  rules.stops = phrases(object, "stops");
  rules.numbered = phrases(object, "numbered");
  rules.rises = phrases(object, "rises");
  rules.falls = phrases(object, "falls");
  return rules;
}

Vocabulary load() {
  const json data = json::parse(base::embedded("schemas/prose/vocabulary.json"));
  Vocabulary out;
  for (const auto& section : data.at("sections")) {
    out.sections.push_back(
        {parse_section(section.at("kind").get<std::string>()), phrases(section, "phrases")});
  }
  for (const auto& rule : data.at("milestones")) out.milestones.push_back(milestone_rule(rule));
  for (const auto& rule : data.at("key_events")) out.key_events.push_back(milestone_rule(rule));
  for (const auto& level : data.at("levels")) {
    LevelRule rule;
    rule.level = model::parse_level(level.at("level").get<std::string>()).value_or(model::Level::unknown);
    rule.is_denial = level.value("denial", false);
    rule.rule = level.at("rule").get<std::string>();
    rule.phrases = phrases(level, "phrases");
    rule.unless = phrases(level, "unless");
    out.levels.push_back(std::move(rule));
  }
  out.durations = duration_rules(data.at("durations"));
  out.order_words = duration_rules(data.at("order_words"));
  for (const auto& trigger : data.at("triggers")) {
    out.triggers.push_back({trigger.at("kind").get<std::string>(), phrases(trigger, "phrases")});
  }
  out.amounts = amount_rules(data.at("amounts"));
  out.impact = phrases(data, "impact");
  out.planned = phrases(data, "planned");
  out.hedges = phrases(data, "hedges");
  out.no_event_before = phrases(data, "no_event_before");
  out.promises = phrases(data, "promises");
  out.follow_up = phrases(data, "follow_up");
  out.change_before = phrases(data, "change_before");
  out.looks_back = phrases(data, "looks_back");
  out.commitments = phrases(data, "commitments");
  out.closes = phrases(data, "closes");
  out.template_texts = phrases(data, "template_texts");
  out.ordinals_first = phrases(data, "ordinals_first");
  out.ordinals_second = phrases(data, "ordinals_second");
  out.ordinals_third = phrases(data, "ordinals_third");
  out.whole_document_zone = phrases(data, "whole_document_zone");
  out.whole_document_date = phrases(data, "whole_document_date");
  return out;
}

thread_local const Vocabulary* in_force = nullptr;

void add_words(const std::string& about, std::vector<Phrase> phrases, Vocabulary& out) {
  const auto append = [&](std::vector<Phrase>& to) { to.insert(to.end(), phrases.begin(), phrases.end()); };
  if (about == "impact") return append(out.impact);
  if (about == "planned") return append(out.planned);
  if (about == "timeline") {
    out.sections.insert(out.sections.begin(), {SectionKind::timeline, std::move(phrases)});
    return;
  }
  if (const auto kind = model::parse_milestone_kind(about)) {
    MilestoneRule rule;
    rule.kind = *kind;
    rule.strength = Strength::named;
    rule.rule = "words of the config";
    rule.phrases = std::move(phrases);
    out.milestones.push_back(std::move(rule));
    return;
  }
  if (const auto level = model::parse_level(about)) {
    out.levels.push_back({*level, false, "words of the config", std::move(phrases), {}});
    return;
  }
  throw base::Error(fmt::format("[words] '{}' is neither a milestone nor a level", about));
}

bool is_taken_back(std::span<const Word> words, std::size_t begin) {
  const std::size_t first = begin > kTakenBackWithin ? begin - kTakenBackWithin : 0;
  return find_any(vocabulary().no_event_before, words.subspan(first, begin - first)).has_value();
}

}  // namespace

const Vocabulary& vocabulary() {
  if (in_force != nullptr) return *in_force;
  static const Vocabulary loaded = load();
  return loaded;
}

Vocabulary vocabulary_with(std::span<const model::WordsConfig> more) {
  Vocabulary out = load();
  for (const auto& words : more) {
    std::vector<Phrase> phrases;
    for (const auto& pattern : words.phrases) {
      if (words_of(pattern).empty())
        throw base::Error(fmt::format("[words] {}: '{}' has no word", words.about, pattern));
      phrases.emplace_back(base::to_lower(pattern));
    }
    add_words(words.about, std::move(phrases), out);
  }
  return out;
}

VocabularyScope::VocabularyScope(const Vocabulary* words) : before_(in_force) {
  if (words != nullptr) in_force = words;
}

VocabularyScope::~VocabularyScope() {
  in_force = before_;
}

std::optional<PhraseMatch> find_plain(const std::vector<Phrase>& candidates, std::span<const Word> words) {
  std::size_t from = 0;
  while (const auto match = find_any(candidates, words, from)) {
    if (!is_taken_back(words, match->begin)) return match;
    from = match->begin + 1;
  }
  return std::nullopt;
}

SectionKind section_kind(std::string_view title) {
  constexpr std::size_t kMostWords = 9;
  constexpr std::size_t kMostOfTimeline =
      18;  // "Timeline (all times PST), 16 to 28 February. All times about"
  auto words = words_of(title);
  if (words.empty()) return SectionKind::other;
  const bool is_timeline = words.front().text == "timeline";
  if (words.size() > (is_timeline ? kMostOfTimeline : kMostWords)) return SectionKind::other;
  // "1. Summary", "2) Impact"
  const auto is_number = [](const Word& w) {
    return w.text.find_first_not_of("0123456789") == std::string::npos;
  };
  if (words.size() > 1 && is_number(words.front())) words.erase(words.begin());
  for (const auto& section : vocabulary().sections) {
    if (find_any(section.phrases, words)) return section.kind;
  }
  return SectionKind::other;
}

}  // namespace faultline::ingest::prose
