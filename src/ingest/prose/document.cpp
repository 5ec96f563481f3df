#include "ingest/prose/document.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "ingest/prose/action_items.hpp"
#include "ingest/prose/amounts.hpp"
#include "ingest/prose/blocks.hpp"
#include "ingest/prose/empty_sections.hpp"
#include "ingest/prose/frame.hpp"
#include "ingest/prose/milestones.hpp"
#include "ingest/prose/promises.hpp"
#include "ingest/prose/remarks.hpp"
#include "ingest/prose/scopes.hpp"
#include "ingest/prose/sentences.hpp"
#include "ingest/prose/stated.hpp"
#include "ingest/prose/timeline_rows.hpp"
#include "ingest/prose/zone_evidence.hpp"

namespace faultline::ingest::prose {

namespace {

using model::ClaimKind;

// "[ ] Retry the lock" is a task list's item; its box is Claim::action_state.
std::string without_checkbox(std::string text) {
  const bool has_box = text.size() > 4 && text[0] == '[' && text[2] == ']' && text[3] == ' ';
  return has_box && (text[1] == ' ' || text[1] == 'x' || text[1] == 'X') ? text.substr(4) : text;
}
using model::MilestoneKind;

constexpr int kCandidatesPerMilestone = 4;  // what explain shows is enough

class DocumentReader {
 public:
  DocumentReader(std::string_view text, const DocumentContext& context, const ReadOptions& options,
                 FactSink& sink)
      : context_(context),
        sink_(sink),
        source_(text, context.first_line, context.pointer),
        blocks_(parse_blocks(source_, context.file_name)),
        frame_(find_frame(source_, blocks_, context, options)),
        timeline_(find_timeline(source_, blocks_)) {
    organisation_ = context.organisation;
    if (organisation_.empty()) organisation_ = sink.source().organisation;
    if (organisation_.empty()) organisation_ = options.organisation;
    if (organisation_.empty()) organisation_ = find_organisation(source_, blocks_);
  }

  void run() {
    auto& about = sink_.source();
    if (about.title.empty()) about.title = frame_.title;
    if (about.organisation.empty()) about.organisation = organisation_;
    times();
    if (about.zone.empty() && frame_.times.zone) about.zone = frame_.times.zone->name();
    notes();
    sentences_ = find_sentences(source_, blocks_, timeline_, frame_);
    const bool several = tells_several(sentences_);
    if (!several) {
      for (auto& sentence : sentences_) sentence.part = 0;
    }
    row_sentences();
    windows_ = find_windows(sentences_);
    for (auto& window : windows_) distrust_if_far(window);
    durations_ = find_durations(sentences_);
    milestones();
    windows();
    follow_ups();
    durations();
    levels_and_scopes();
    actions();
    amounts();
    remarks();
    empty_sections();
  }

 private:
  void times() {
    std::vector<TimeMention> mentions;
    for (const auto& row : timeline_.rows) mentions.push_back(row.time);
    if (mentions.empty()) {
      for (const auto& block : blocks_.blocks) {
        if (block.kind == Block::Kind::code || block.kind == Block::Kind::quote) continue;
        for (auto& mention : times_of(source_, block.text)) mentions.push_back(std::move(mention));
      }
    }
    take_zone_of(mentions, frame_);
    resolve_timeline(frame_, timeline_);
    if (const auto verdict = zone_by_evidence(source_, blocks_, frame_, timeline_.rows)) read_by(*verdict);
  }

  // The timeline again, by the clock that its own links, log lines or the page's stamps prove.
  void read_by(const ZoneVerdict& verdict) {
    const std::vector<TimelineRow> as_written = timeline_.rows;
    frame_.times.zone = base::Zone::fixed(std::chrono::duration_cast<std::chrono::minutes>(verdict.offset));
    frame_.times.zone_basis = base::ZoneBasis::neighbour;
    frame_.times.zone_written = frame_.times.zone->name();
    for (auto* rows : {&timeline_.rows, &timeline_.key_events}) {
      for (auto& row : *rows) {
        row.time.zone.clear();
        if (row.until) row.until->zone.clear();
      }
    }
    resolve_timeline(frame_, timeline_);
    for (std::size_t i = 0; i < timeline_.rows.size(); ++i) {
      auto& when = timeline_.rows[i].when;
      const auto& before = as_written[i].when;
      if (!when.utc) continue;
      if (!when.reason.empty()) when.reason += "; ";
      when.reason += "the clock stood at " + when.zone + ": " + verdict.reason;
      if (verdict.contradicts && before.utc)
        when.rejected.push_back(
            {before.utc, before.local, "the zone as written does not fit: " + verdict.reason});
    }
  }

  void notes() {
    for (auto& row : timeline_.rows) {
      model::Event note;
      note.kind = model::EventKind::note;
      note.location = source_.location(row.position);
      note.when = row.when;
      note.until = row.until_when;
      note.incident_id = context_.incident_id;
      note.title = row.label;
      note.body = row.body.empty() ? row.label : row.body.text;
      row.ordinal = sink_.event(std::move(note));
    }
    if (timeline_.is_key_events) timeline_.key_events = timeline_.rows;
    if (timeline_.untouched > 0) sink_.ignore("untouched template row", timeline_.untouched);
  }

  // Stated lengths inside rows ("high latency for a 10 minute period").
  void row_sentences() {
    for (const auto& row : timeline_.rows) {
      if (timeline_.is_key_events || durations_of(source_, row.head).empty()) continue;
      for (auto& sentence : sentences_in(source_, row.head, frame_)) {
        sentence.times.clear();  // the row's own time is the event's
        sentence.event_ordinal = row.ordinal;
        sentence.section = SectionKind::timeline;
        sentences_.push_back(std::move(sentence));
      }
    }
  }

  // A window days away from every row of the timeline and from the day of the title is a slip in its date: it
  // is told as a follow-up and opens no window in another month.
  void distrust_if_far(StatedWindow& window) const {
    constexpr std::chrono::days kFar{7};
    if (timeline_.rows.size() < 3 || !window.start.local) return;
    const auto is_near = [&](base::LocalTime local) {
      return std::chrono::abs(*window.start.local - local) < kFar;
    };
    for (const auto& row : timeline_.rows) {
      if (!row.when.local || is_near(*row.when.local)) return;
    }
    if (frame_.times.date && is_near(base::LocalTime(std::chrono::local_days(*frame_.times.date)))) return;
    window.is_hedged = true;
    window.rule = "range of times, days away from every row of the timeline";
  }

  model::Claim claim_of(ClaimKind kind, const Passage& text, std::string rule, int part) const {
    model::Claim claim;
    claim.kind = kind;
    claim.location = source_.location(text);
    claim.text = source_.written(text);
    claim.rule = std::move(rule);
    claim.part = part;
    return claim;
  }

  void milestones() {
    found_ = find_milestones({source_, blocks_, frame_, timeline_, sentences_, windows_, durations_});
    int part = -1, count = 0;
    std::optional<MilestoneKind> kind;
    for (const auto& milestone : found_) {
      if (milestone.part != part || milestone.kind != kind) count = 0;
      part = milestone.part;
      kind = milestone.kind;
      if (++count > kCandidatesPerMilestone) continue;
      auto claim = claim_of(ClaimKind::milestone, milestone.text, milestone.rule, milestone.part);
      claim.milestone = milestone.kind;
      claim.start = milestone.when;
      claim.event_ordinal = milestone.event_ordinal;
      claim.trigger_kind = milestone.trigger_kind;
      sink_.claim(std::move(claim));
    }
  }

  std::vector<model::Scope> scopes_of_part(const ScopeFinder& finder, int part) const {
    std::vector<model::Scope> out;
    for (const auto& sentence : sentences_) {
      if (sentence.part != part || sentence.section == SectionKind::actions) continue;
      for (auto& scope : finder.of(sentence)) {
        if (std::find(out.begin(), out.end(), scope) == out.end()) out.push_back(std::move(scope));
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  // What all windows of one part share, found once: a document may state a window in every sentence.
  struct PartFacts {
    model::Level worst = model::Level::unknown;
    std::vector<model::Scope> scopes;
  };

  // The page's own list names services too; a document of several outages tells each one's clusters.
  std::vector<model::Scope> scopes_of_window(int part, const ScopeFinder& finder) const {
    if (part == 0 && !context_.page_scopes.empty()) return context_.page_scopes;
    auto scopes = scopes_of_part(finder, part);
    return scopes.empty() && part == 0 ? front_matter_scopes() : scopes;
  }

  const PartFacts& facts_of(int part, const ScopeFinder& finder) {
    const auto [found, is_new] = parts_.try_emplace(part);
    if (is_new) found->second = {worst_level(sentences_, part), scopes_of_window(part, finder)};
    return found->second;
  }

  void windows() {
    const ScopeFinder finder(sentences_, organisation_);
    std::vector<int> told;
    for (const auto& window : windows_) {
      auto claim = claim_of(window.is_hedged ? ClaimKind::follow_up : ClaimKind::window,
                            window.sentence->text, window.rule, window.part);
      claim.start = window.start;
      claim.end = window.end;
      const PartFacts& part = facts_of(window.part, finder);
      claim.level = window.level != model::Level::unknown ? window.level : part.worst;
      if (window.is_hedged) claim.level = model::Level::unknown;
      claim.scopes = part.scopes;
      sink_.claim(std::move(claim));
      if (!window.is_hedged) told.push_back(window.part);
    }
    for (const int part : {0, 1, 2, 3}) {
      if (std::find(told.begin(), told.end(), part) != told.end()) continue;
      window_of_milestones(part, finder);
    }
  }

  void window_of_milestones(int part, const ScopeFinder& finder) {
    const auto* start = best_of(found_, MilestoneKind::impact_start, part);
    const auto* end = best_of(found_, MilestoneKind::impact_end, part);
    if (start == nullptr) return;
    auto claim = claim_of(ClaimKind::window, start->text, start->rule, part);
    if (end != nullptr) claim.rule += "; " + end->rule;
    claim.start = start->when;
    if (end != nullptr) claim.end = end->when;
    claim.event_ordinal = start->event_ordinal;
    claim.level = front_matter_level();
    if (claim.level == model::Level::unknown) claim.level = facts_of(part, finder).worst;
    claim.scopes = facts_of(part, finder).scopes;
    sink_.claim(std::move(claim));
  }

  // Repairs that the text puts behind the end of the impact; they move no end.
  void follow_ups() {
    for (const auto& found : find_follow_ups(sentences_)) {
      const auto* end = best_of(found_, MilestoneKind::impact_end, found.part);
      if (end == nullptr) end = best_of(found_, MilestoneKind::mitigated, found.part);
      if (end == nullptr || !is_later(found.by, end->when)) continue;
      auto claim = claim_of(ClaimKind::follow_up, found.sentence->text,
                            "work done by a time after the impact", found.part);
      claim.start = found.by;
      sink_.claim(std::move(claim));
    }
  }

  static bool is_later(const base::Moment& a, const base::Moment& b) {
    if (a.utc && b.utc) return a.utc->best > b.utc->best;
    return a.local && b.local && *a.local > *b.local;
  }

  model::Level front_matter_level() const {
    const auto* severity = blocks_.front.find("severity");
    if (severity == nullptr) return model::Level::unknown;
    if (severity->text == "down") return model::Level::major_outage;
    if (severity->text == "disrupted") return model::Level::partial_outage;
    return model::Level::unknown;
  }

  std::vector<model::Scope> front_matter_scopes() const {
    std::vector<model::Scope> out;
    const auto* affected = blocks_.front.find("affected");
    if (affected == nullptr) return out;
    for (const auto part : base::split(affected->text, ',')) {
      const auto name = base::trim(part);
      if (!name.empty()) out.push_back(model::component_scope(model::make_name(organisation_), {}, name));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void durations() {
    for (const auto& duration : durations_) {
      auto claim = claim_of(ClaimKind::duration, duration.sentence->text, duration.rule, duration.part);
      claim.text = duration.mention.written;
      claim.location =
          source_.location(duration.sentence->text.part(duration.mention.begin, duration.mention.end));
      claim.seconds = duration.mention.length.count();
      claim.seconds_tolerance = duration.mention.tolerance.count();
      claim.duration_from = duration.from;
      claim.duration_to = duration.to;
      claim.event_ordinal = duration.sentence->event_ordinal;
      sink_.claim(std::move(claim));
    }
  }

  void levels_and_scopes() {
    const ScopeFinder finder(sentences_, organisation_);
    for (const auto& sentence : sentences_) {
      if (sentence.section == SectionKind::actions || sentence.section == SectionKind::lessons) continue;
      auto scopes = finder.of(sentence);
      if (!sentence.is_heading) {
        if (const auto level = level_of(sentence.words)) {
          auto claim = claim_of(ClaimKind::level, sentence.text, level->rule, sentence.part);
          claim.level = level->level;
          claim.scopes = scopes;
          sink_.claim(std::move(claim));
        }
      }
      if (scopes.empty()) continue;
      auto claim = claim_of(ClaimKind::scope, sentence.text, "clusters named in a sentence", sentence.part);
      claim.scopes = std::move(scopes);
      sink_.claim(std::move(claim));
    }
    if (auto scopes = front_matter_scopes(); !scopes.empty()) {
      auto claim = claim_of(ClaimKind::scope, *blocks_.front.find("affected"), "front matter: affected", 0);
      claim.scopes = std::move(scopes);
      sink_.claim(std::move(claim));
    }
  }

  void amounts() {
    const ScopeFinder finder(sentences_, organisation_);
    for (const auto& sentence : sentences_) {
      if (sentence.event_ordinal >= 0) continue;  // the rows are read below, with their own times
      const auto amounts = find_amounts(sentence);
      if (amounts.empty()) continue;
      const auto scopes = finder.of(sentence);
      for (const auto& found : amounts) amount(sentence, found, scopes);
    }
    for (const auto& row : timeline_.rows) {
      if (timeline_.is_key_events) continue;
      for (auto& sentence : sentences_in(source_, row.head, frame_)) {
        sentence.event_ordinal = row.ordinal;
        sentence.section = SectionKind::timeline;
        for (const auto& found : find_amounts(sentence)) amount(sentence, found, {});
      }
    }
  }

  void amount(const Sentence& sentence, const AmountMention& found, std::vector<model::Scope> scopes) {
    // The sentence; of one without end, what stands around the amount.
    constexpr std::size_t kAround = 300;
    const std::size_t first = found.begin > kAround ? found.begin - kAround : 0;
    const std::size_t last = std::min(sentence.text.text.size(), found.end + kAround);
    auto claim = claim_of(ClaimKind::amount, sentence.text.part(first, last), found.rule, sentence.part);
    const Passage words = sentence.text.part(found.begin, found.end);
    claim.location = source_.location(words);
    claim.event_ordinal = sentence.event_ordinal;
    claim.scopes = std::move(scopes);
    claim.amount = found.amount;
    claim.amount->written = base::squeeze(words.text);
    sink_.claim(std::move(claim));
  }

  void actions() {
    for (auto& item : find_action_items(source_, blocks_)) {
      auto claim = claim_of(ClaimKind::action_item, item.text, item.rule, 0);
      claim.text = without_checkbox(base::squeeze(item.text.text));
      claim.owner = std::move(item.owner);
      claim.end = due_day(item.due);
      claim.due = std::move(item.due);
      claim.ticket = std::move(item.ticket);
      claim.action_state = item.state;
      sink_.claim(std::move(claim));
    }
  }

  void remarks() {
    for (const auto& remark :
         find_remarks({source_, blocks_, frame_, timeline_, sentences_, windows_, durations_}, found_,
                      organisation_)) {
      auto claim = claim_of(remark.kind, remark.text, remark.rule, remark.part);
      claim.start = remark.when;
      sink_.claim(std::move(claim));
    }
  }

  // The day that the words name. It lies ahead: "due 10 January" in a document of December is the next one.
  std::optional<base::Moment> due_day(std::string_view due) const {
    for (auto& mention : scan_times(due)) {
      if (!mention.date || !mention.date->day) continue;
      auto day = resolve(mention, frame_.times);
      const bool has_year = mention.date->year.has_value();
      const auto& told = frame_.times.date;
      if (!has_year && told && day.local &&
          *day.local < base::LocalTime(std::chrono::local_days(*told).time_since_epoch())) {
        mention.date->year =
            static_cast<int>(
                std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*day.local)).year()) +
            1;
        day = resolve(mention, frame_.times);
      }
      if (day.local || day.utc) return day;
    }
    return std::nullopt;
  }

  // Only in what is a document of an incident by other signs: an untouched template tells of none.
  void empty_sections() {
    if (sink_.facts().events.empty() && sink_.facts().claims.empty()) return;
    for (const Passage& heading : find_empty_sections(source_, blocks_))
      sink_.claim(claim_of(ClaimKind::empty_section, heading, "a heading with nothing below it", 0));
  }

  const DocumentContext& context_;
  FactSink& sink_;
  SourceText source_;
  Blocks blocks_;
  Frame frame_;
  Timeline timeline_;
  std::string organisation_;
  std::vector<Sentence> sentences_;
  std::map<int, PartFacts> parts_;
  std::vector<StatedWindow> windows_;
  std::vector<StatedDuration> durations_;
  std::vector<FoundMilestone> found_;
};

}  // namespace

void read_document(std::string_view text, const DocumentContext& context, const ReadOptions& options,
                   FactSink& sink) {
  DocumentReader(text, context, options, sink).run();
}

}  // namespace faultline::ingest::prose
