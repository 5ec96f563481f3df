// read_post: what the text of one status post states: promised updates, windows, a plain level.
#include <utility>

#include <fmt/format.h>

#include "ingest/prose/amounts.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/prose/placing.hpp"
#include "ingest/prose/promises.hpp"
#include "ingest/prose/stated.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_past(const base::Moment& moment, const model::Event& post) {
  return moment.utc && post.when.utc && moment.utc->best < post.when.utc->best;
}

// Times without a date or zone are of the post's day, on its clock.
Frame frame_of(const model::Event& post) {
  Frame frame;
  frame.times.zone = base::Zone::find(post.when.zone);
  if (!frame.times.zone) {
    if (const auto named = zone_named(post.when.zone)) frame.times.zone = named->zone;
  }
  if (frame.times.zone) frame.times.zone_basis = base::ZoneBasis::page_stamp;
  std::optional<std::chrono::local_days> day;
  if (post.when.local)
    day = std::chrono::floor<std::chrono::days>(*post.when.local);
  else if (post.when.utc)
    day = std::chrono::local_days(
        std::chrono::floor<std::chrono::days>(post.when.utc->best).time_since_epoch());
  if (day) {
    frame.times.date = std::chrono::year_month_day(*day);
    frame.times.date_basis = base::DateBasis::page_stamp;
    frame.times.not_after = frame.times.date;
    frame.times.year_basis = base::DateBasis::page_stamp;
  }
  frame.times.stamps.push_back(post.when);
  return frame;
}

// A promise looks ahead: "by 0:30" in a post of 23:30 is the next day's, "by 1:30" in one of 13:00 the
// afternoon's.
base::Moment due_of(const PlacedTime& due, const model::Event& post, const ResolveContext& times) {
  if (!is_past(due.when, post)) return due.when;
  TimeMention posted;
  posted.exact = post.when.utc->best;
  posted.written = post.when.written;
  posted.joins_next = true;
  TimeMention named = due.mention;
  named.joins_previous = true;
  named.joins_next = false;
  return resolve_list({posted, named}, times).back();
}

}  // namespace

void read_post(const model::Event& post, int ordinal, FactSink& sink) {
  const SourceText source(post.body, post.location.line, post.location.pointer);
  Passage body;
  for (std::size_t i = 0; i < source.folded().size(); ++i) body.add(source.folded()[i], i);
  const Frame frame = frame_of(post);
  const auto sentences = sentences_in(source, body, frame);
  const auto claim_of = [&](model::ClaimKind kind, const Sentence& sentence, std::string rule) {
    model::Claim claim;
    claim.kind = kind;
    claim.location = post.location;
    claim.text = source.written(sentence.text);
    claim.rule = std::move(rule);
    claim.part = post.part;
    claim.event_ordinal = ordinal;
    return claim;
  };
  for (const auto& sentence : sentences) {
    if (const auto promise = promise_in(sentence)) {
      auto claim = claim_of(model::ClaimKind::promise, sentence, promise->rule);
      claim.start = post.when;
      if (promise->within) {
        claim.seconds = promise->within->count();
        claim.end = shifted(post.when, *promise->within, "the post's time and the promised length");
      } else {
        claim.end = due_of(*promise->due, post, frame.times);
        if (is_past(*claim.end, post)) {
          sink.remark(post.location, "an update is promised for a time before its post", claim.text);
          continue;
        }
        if (claim.end->utc && post.when.utc)
          claim.seconds =
              std::chrono::duration_cast<std::chrono::seconds>(claim.end->utc->best - post.when.utc->best)
                  .count();
      }
      sink.claim(std::move(claim));
    }
  }
  for (const auto& window : find_windows(sentences)) {
    if (window.is_hedged) continue;
    auto claim = claim_of(model::ClaimKind::window, *window.sentence, "post: " + window.rule);
    claim.start = window.start;
    claim.end = window.end;
    claim.level = window.level;
    claim.scopes = post.scopes;
    sink.claim(std::move(claim));
  }
  for (const auto& duration : find_durations(sentences)) {
    auto claim = claim_of(model::ClaimKind::duration, *duration.sentence, "post: " + duration.rule);
    claim.text = duration.mention.written;
    claim.seconds = duration.mention.length.count();
    claim.seconds_tolerance = duration.mention.tolerance.count();
    claim.duration_from = duration.from;
    claim.duration_to = duration.to;
    sink.claim(std::move(claim));
  }
  for (const auto& sentence : sentences) {
    for (const auto& found : find_amounts(sentence)) {
      auto claim = claim_of(model::ClaimKind::amount, sentence, fmt::format("post: {}", found.rule));
      claim.amount = found.amount;
      claim.amount->written = source.written(sentence.text, found.begin, found.end);
      sink.claim(std::move(claim));
    }
  }
}

}  // namespace faultline::ingest::prose
