#include "ingest/prose/amounts.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "ingest/prose/choices.hpp"
#include "ingest/prose/counted_nouns.hpp"
#include "ingest/prose/quantity.hpp"

namespace faultline::ingest::prose {
namespace {

using model::Amount;
using model::AmountKind;
using Kind = UnitRule::Kind;

constexpr std::int64_t kWhole = 100'000;
// How far a word of failing may stand from what it is said of, in words.
constexpr std::size_t kReachAfter = 6, kReachBefore = 5, kReachOfPlaces = 3, kReachOfMetrics = 7,
                      kReachOfRepair = 11;
constexpr std::string_view kClauseMarks = ";:.()|!?\n";
// "By the time it was mitigated, 5 nodes were affected": what is said of a repair ends at a comma.
constexpr std::string_view kRepairMarks = ",;:.()|!?\n";

class AmountFinder {
 public:
  explicit AmountFinder(const Sentence& sentence)
      : sentence_(sentence),
        text_(sentence.text.text),
        words_(sentence.words),
        tokens_(text_),
        is_hedged_(find_any(vocabulary().hedges, words_).has_value()),
        speaks_of_impact_(find_any(vocabulary().impact, words_).has_value()) {
    for (const PlacedTime& time : sentence.times) covers_.emplace_back(time.mention.begin, time.mention.end);
    for (const DurationMention& duration : sentence.durations)
      covers_.emplace_back(duration.begin, duration.end);
    std::sort(covers_.begin(), covers_.end());
  }

  std::vector<AmountMention> run() {
    for (std::size_t at = 0; at < tokens_.size();) {
      if (const std::size_t next = after_time(at); next > at) {
        at = next;
        continue;
      }
      const auto quantity = match_quantity(tokens_, at);
      if (!quantity) {
        ++at;
        continue;
      }
      if (auto mention = amount_of(*quantity, at)) found_.push_back(std::move(*mention));
      at = std::max(at + 1, quantity->next);
    }
    zeros();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const AmountMention& a, const AmountMention& b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  // The first token behind a time or duration that covers this one. Asked in the order of the text.
  std::size_t after_time(std::size_t at) {
    while (cover_ < covers_.size() && covers_[cover_].second <= tokens_[at].begin) ++cover_;
    if (cover_ == covers_.size() || tokens_[at].begin < covers_[cover_].first) return at;
    while (at < tokens_.size() && tokens_[at].begin < covers_[cover_].second) ++at;
    return at;
  }

  // Index of the first word that begins at or after `byte`.
  std::size_t word_at(std::size_t byte) const {
    const auto found = std::lower_bound(words_.begin(), words_.end(), byte,
                                        [](const Word& w, std::size_t b) { return w.begin < b; });
    return static_cast<std::size_t>(found - words_.begin());
  }
  std::string_view word(std::size_t index) const {
    return index < words_.size() ? std::string_view(words_[index].text) : std::string_view();
  }

  // The end of the clause around a word: a mark, or a word that turns.
  std::size_t clause_begin(std::size_t at, std::string_view marks = kClauseMarks) const {
    const std::size_t least = at > kReachOfRepair ? at - kReachOfRepair : 0;
    while (at > least && !is_parted(text_, words_, at - 1, marks) && !is_turn(at - 1)) --at;
    return at;
  }
  std::size_t clause_end(std::size_t at, std::string_view marks = kClauseMarks) const {
    const std::size_t most = std::min(words_.size(), at + kReachOfRepair);
    while (at < most && !is_turn(at)) {
      if (is_parted(text_, words_, at, marks)) return at + 1;
      ++at;
    }
    return at;
  }
  bool is_turn(std::size_t at) const {
    return is_one_of(word(at),
                     {"but", "while", "whereas", "although", "though", "because", "however", "since"});
  }
  std::span<const Word> between(std::size_t first, std::size_t last) const {
    return std::span(words_).subspan(first, last > first ? last - first : 0);
  }

  // Beside the amount, not in its noun: "success rate" is no success.
  bool is_of_repair(std::size_t first, std::size_t last, const CountedNoun& noun) const {
    const std::size_t from = clause_begin(first, kRepairMarks);
    const std::size_t to = clause_end(last - 1, kRepairMarks);
    const auto& not_impact = vocabulary().amounts.not_impact;
    return find_any(not_impact, between(from, noun.begin)) || find_any(not_impact, between(noun.end, to));
  }

  // A word of failing, near enough, in the same clause.
  bool is_affected(std::size_t first, std::size_t last, Kind kind) const {
    const bool is_place = kind == Kind::place;
    const std::size_t after = is_place ? kReachOfPlaces : kReachAfter;
    const std::size_t before = is_place ? kReachOfPlaces : kReachBefore;
    const std::size_t to = std::min(clause_end(last - 1), last + after);
    const std::size_t from = std::max(clause_begin(first), first > before ? first - before : 0);
    return find_any(vocabulary().amounts.affected, between(last, to)).has_value() ||
           find_any(vocabulary().amounts.affected, between(from, first)).has_value();
  }

  // Below "Impact" a short line says how many without a verb: "- 3 of 12 clusters".
  bool is_in_impact() const {
    constexpr std::size_t kShort = 14;
    return sentence_.section == SectionKind::impact && words_.size() <= kShort;
  }

  AmountMention mention(const Quantity& quantity, const UnitRule& unit, std::size_t noun_begin,
                        std::size_t noun_end, const char* rule) const {
    AmountMention out;
    out.begin = std::min(quantity.begin, words_[noun_begin].begin);
    out.end = std::max(quantity.end, words_[noun_end - 1].end);
    out.rule = rule;
    Amount& amount = out.amount;
    amount.kind = quantity.is_share ? AmountKind::percentage : AmountKind::count;
    amount.lowest = quantity.lowest;
    amount.highest = quantity.highest;
    amount.total = quantity.total;
    amount.is_hedged = quantity.is_hedged || is_hedged_;
    amount.noun = std::string(
        text_.substr(words_[noun_begin].begin, words_[noun_end - 1].end - words_[noun_begin].begin));
    amount.unit = unit.unit;
    if (quantity.is_share) amount.highest = std::min(kWhole, amount.highest.value_or(kWhole));
    return out;
  }

  // "4.7K requests per second"
  void take_rate(AmountMention& out, std::size_t noun_end) const {
    if (out.amount.kind != AmountKind::count || word(noun_end) != "per") return;
    const auto unit = word(noun_end + 1);
    if (!is_one_of(unit, {"second", "sec", "minute", "min", "hour", "day"})) return;
    out.amount.kind = AmountKind::rate;
    out.amount.unit += '/' + std::string(unit == "sec" ? "second" : unit == "min" ? "minute" : unit);
    out.end = words_[noun_end + 1].end;
  }

  std::optional<AmountMention> amount_of(const Quantity& quantity, std::size_t at) const {
    const std::size_t first = word_at(quantity.begin), next = word_at(quantity.end);
    if (is_name(quantity, at)) return std::nullopt;
    if (quantity.is_share) {
      if (auto change = change_of(quantity, first, next)) return change;
    }
    const bool is_single =
        quantity.highest == 1000 && quantity.lowest == 1000 && !quantity.is_share && !quantity.total;
    const auto noun = noun_after(text_, words_, next, is_single ? Many::no : Many::yes);
    const bool joins = noun && may_join(quantity, *noun, next);
    if (joins) {
      const Kind kind = noun->unit->kind;
      const bool is_of_cause =
          sentence_.section == SectionKind::causes || sentence_.section == SectionKind::trigger;
      if (kind == Kind::measure || (kind == Kind::place && is_of_cause)) return std::nullopt;
      if (is_of_repair(first, noun->end, *noun)) return std::nullopt;
      const bool is_told = kind == Kind::failure || noun->has_affected ||
                           is_affected(first, noun->end, kind) || is_in_impact() ||
                           (kind == Kind::share && speaks_of_impact_) ||
                           (quantity.is_share && is_behind_error_rate(first));
      if (!is_told) return std::nullopt;
      auto out = mention(quantity, *noun->unit, noun->begin, noun->end, "a number of what failed");
      take_rate(out, noun->end);
      return out;
    }
    if (quantity.is_share) return metric_of(quantity, first, next);
    return labelled(quantity, first, next);
  }

  // "Prod 2", "step 3", "version 1.14", "Data 100 and 140", "503 errors", "in 2024"
  bool is_name(const Quantity& quantity, std::size_t at) const {
    if (quantity.is_share || quantity.total) return false;
    if (tokens_[at].says("one") && tokens_[at + 1].says("of")) return true;  // which one is not how many
    if (!tokens_[at].is_number()) return false;
    if (quantity.lowest && *quantity.lowest % 1000 != 0 && quantity.lowest == quantity.highest) return true;
    const std::size_t first = word_at(tokens_[at].begin);
    // Alone: no scale behind it, no separator inside.
    const bool is_plain =
        first < words_.size() && words_[first].text == tokens_[at].text &&
        quantity.highest.value_or(*quantity.lowest) >= std::int64_t{tokens_[at].value} * 1000 &&
        !tokens_[at + 1].is(',') && !tokens_[at + 1].is('.');
    if (!is_plain || tokens_[at].text.size() > 4) return false;
    const bool stands_free = first == 0 || is_parted(text_, words_, first - 1, ",;:.()|\n");
    if (!stands_free && find_any(vocabulary().amounts.numbered, between(first - 1, first))) return true;
    const bool is_second = tokens_.before(at).says("and") && tokens_.before(at, 2).is_number();
    if (is_second && !tokens_.before(at, 3).says("between")) return true;
    const int value = tokens_[at].value;
    if (value >= 400 && value <= 599) {
      return is_one_of(word(first + 1),
                       {"error", "errors", "response", "responses", "status", "code", "codes", "request",
                        "requests", "http", "failures", "pages", "page"});
    }
    return value >= 1990 && value <= 2099 && first > 0 &&
           is_one_of(word(first - 1), {"in", "since", "of", "during"});
  }

  // A share needs its "of" ("30 % of requests") or a noun that is a share ("12 % error rate").
  bool may_join(const Quantity& quantity, const CountedNoun& noun, std::size_t next) const {
    const Kind kind = noun.unit->kind;
    if (!quantity.is_share)
      return kind != Kind::share && noun.unit->unit != "data" && noun.unit->unit != "traffic" &&
             noun.unit->unit != "capacity";
    return word(next) == "of" || kind == Kind::share || noun.begin == next ||
           is_one_of(word(next), {"the", "our", "all"});
  }

  // "the error rate rose to 12 % of requests"
  bool is_behind_error_rate(std::size_t first) const {
    constexpr Kind kShares[] = {Kind::share};
    const auto rate = noun_before(text_, words_, first, kReachOfMetrics, kShares);
    return rate && rate->unit->is_worse_when_up;
  }

  // "error rate peaked at 12 %", "availability dropped to 95 %"
  std::optional<AmountMention> metric_of(const Quantity& quantity, std::size_t first,
                                         std::size_t next) const {
    constexpr Kind kShares[] = {Kind::share};
    const auto noun = noun_before(text_, words_, first, kReachOfMetrics, kShares);
    if (!noun || is_of_repair(noun->begin, next, *noun)) return std::nullopt;
    const bool is_bad_when_high = noun->unit->is_worse_when_up;
    if (!is_bad_when_high && quantity.lowest && *quantity.lowest >= kWhole) return std::nullopt;
    return mention(quantity, *noun->unit, noun->begin, noun->end, "a rate that tells of failing");
  }

  // "a 45 % increase in latency", "latency rose by 45 %", "traffic was 45 % lower"
  std::optional<AmountMention> change_of(const Quantity& quantity, std::size_t first,
                                         std::size_t next) const {
    const auto& rules = vocabulary().amounts;
    const bool is_rise = find_any(rules.rises, between(next, std::min(next + 1, words_.size()))).has_value();
    const bool is_fall = find_any(rules.falls, between(next, std::min(next + 1, words_.size()))).has_value();
    std::optional<CountedNoun> noun;
    bool is_up = is_rise;
    constexpr Kind kKinds[] = {Kind::measure, Kind::failure, Kind::share, Kind::work, Kind::people};
    if (is_rise || is_fall) {
      std::size_t from = next + 1;
      if (is_one_of(word(from), {"in", "of"})) ++from;
      noun = noun_after(text_, words_, from, Many::yes);
      if (!noun) noun = noun_before(text_, words_, first, kReachBefore, kKinds);
    } else if (first >= 2 && word(first - 1) == "by") {
      is_up = find_any(rules.rises, between(first - 2, first - 1)).has_value();
      if (!is_up && !find_any(rules.falls, between(first - 2, first - 1))) return std::nullopt;
      noun = noun_before(text_, words_, first - 1, kReachBefore, kKinds);
    }
    if (!noun || noun->unit->is_worse_when_up != is_up || !quantity.lowest) return std::nullopt;
    if (!speaks_of_impact_ || is_of_repair(std::min(first, noun->begin), std::max(next, noun->end), *noun))
      return std::nullopt;
    Quantity whole = quantity;
    whole.is_share = false;
    auto out = mention(whole, *noun->unit, noun->begin, noun->end, "a change that tells of failing");
    out.amount.kind = AmountKind::change;
    if (!is_up) {
      const auto low = out.amount.lowest, high = out.amount.highest;
      out.amount.lowest = high ? std::optional(-*high) : std::nullopt;
      out.amount.highest = -*low;
    }
    return out;
  }

  // "Users affected: 1,200", "Failed requests | 3.7M"
  std::optional<AmountMention> labelled(const Quantity& quantity, std::size_t first, std::size_t next) const {
    if (first == 0 || !is_parted(text_, words_, first - 1, ":|=")) return std::nullopt;
    const bool ends_here = next >= words_.size() || is_parted(text_, words_, next - 1, ",;.()|\n");
    if (!ends_here) return std::nullopt;
    constexpr std::size_t kLabel = 4;
    const std::size_t from = first > kLabel ? first - kLabel : 0;
    if (!find_any(vocabulary().amounts.affected, between(from, first)) ||
        find_any(vocabulary().amounts.not_impact, between(from, first)))
      return std::nullopt;
    constexpr Kind kKinds[] = {Kind::people, Kind::work, Kind::failure, Kind::place};
    const auto noun = noun_before(text_, words_, first, kLabel, kKinds);
    if (!noun) return std::nullopt;
    return mention(quantity, *noun->unit, noun->begin, noun->end, "a number behind a label");
  }

  // A verb of failing follows at once: "no errors", "no service disruption" and "no users reported issues"
  // tell no zero.
  bool fails_at(std::size_t verb) const {
    const std::size_t noun_end = verb;
    while (is_one_of(word(verb), {"was", "were", "is", "are", "has", "have", "had", "been", "ever"})) ++verb;
    const auto here = between(verb, std::min(verb + 2, words_.size()));
    const auto failed = find_any(vocabulary().amounts.affected, here);
    const bool is_past = verb > noun_end || word(verb).ends_with("ed") || word(verb) == "lost";
    return failed && failed->begin == 0 && is_past;
  }

  // "no data loss or corruption"
  bool is_no_loss(const CountedNoun& noun) const {
    return noun.unit->unit == "data" && is_one_of(word(noun.end), {"loss", "corruption"});
  }

  // "no customers were affected", "none of the nodes failed", "no data was lost"
  void zeros() {
    for (std::size_t i = 0; i + 2 < words_.size(); ++i) {
      const bool is_none = word(i) == "none" && word(i + 1) == "of";
      if (word(i) != "no" && !is_none) continue;
      auto noun = noun_after(text_, words_, i + (is_none ? 2 : 1), Many::yes);
      if (!noun) noun = noun_after(text_, words_, i + 1, Many::no);
      if (!noun || noun->end >= words_.size() || is_parted(text_, words_, noun->end - 1, kClauseMarks))
        continue;
      if (!fails_at(noun->end) && !is_no_loss(*noun)) continue;
      Quantity zero;
      zero.begin = words_[i].begin;
      zero.end = words_[i].end;
      zero.lowest = zero.highest = 0;
      found_.push_back(mention(zero, *noun->unit, noun->begin, noun->end, "the text says that none was hit"));
      i = noun->end;
    }
  }

  const Sentence& sentence_;
  std::string_view text_;
  std::span<const Word> words_;
  Tokens tokens_;
  bool is_hedged_, speaks_of_impact_;
  std::vector<std::pair<std::size_t, std::size_t>> covers_;  // bytes of times and durations, by begin
  std::size_t cover_ = 0;
  std::vector<AmountMention> found_;
};

}  // namespace

std::vector<AmountMention> find_amounts(const Sentence& sentence) {
  const bool is_plan = sentence.section == SectionKind::actions || sentence.section == SectionKind::lessons ||
                       sentence.section == SectionKind::people;
  if (is_plan || sentence.words.empty() || find_any(vocabulary().planned, sentence.words)) return {};
  return AmountFinder(sentence).run();
}

}  // namespace faultline::ingest::prose
