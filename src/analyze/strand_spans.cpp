#include "analyze/strand_spans.hpp"

#include <algorithm>

#include "analyze/status_order.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::ClaimKind;
using model::Event;
using model::EventKind;
using model::MilestoneKind;

std::vector<Span> page_spans(const Strand& strand) {
  std::vector<model::PostStatus> statuses;
  std::vector<base::Instant> times;
  for (const Event* post : posts_in_order(strand)) {
    if (!post->when.utc || post->status == model::PostStatus::postmortem) continue;
    statuses.push_back(post->status);
    times.push_back(post->when.utc->best);
  }
  std::optional<base::Instant> first, last, until;
  for (const Event* event : strand.events) {
    if (!event->when.utc) continue;
    const bool is_change =
        event->kind == EventKind::component_change || event->kind == EventKind::maintenance;
    if (!is_change) continue;
    first = std::min(first.value_or(event->when.utc->best), event->when.utc->best);
    if (event->until && event->until->utc)
      until = std::max(until.value_or(base::Instant{}), event->until->utc->best);
  }
  const bool is_maintenance_only = until.has_value();
  if (!times.empty() && !is_maintenance_only) {
    first = std::min(first.value_or(times.front()), times.front());
    if (const auto end = ending_post(carried_statuses(statuses))) last = times[*end];
  }
  if (until) last = until;
  if (!first) return {};
  if (last && *last < *first) last = first;
  return {{*first, last}};
}

std::vector<Span> document_spans(const Strand& strand) {
  std::vector<Span> spans;
  std::optional<base::Instant> start, end;
  for (const Claim* claim : strand.claims) {
    if (!claim->start.utc) continue;
    if (claim->kind == ClaimKind::window) {
      // A window without an end is as long as is known: its start.
      const bool has_end = claim->end && claim->end->utc;
      spans.push_back({claim->start.utc->best, has_end ? claim->end->utc->best : claim->start.utc->best});
    } else if (claim->kind == ClaimKind::milestone && claim->milestone) {
      const base::Instant at = claim->start.utc->best;
      switch (*claim->milestone) {
        case MilestoneKind::impact_start:
          start = std::min(start.value_or(at), at);
          break;
        case MilestoneKind::mitigated:
        case MilestoneKind::impact_end:
        case MilestoneKind::resolved:
        case MilestoneKind::recovered:
          end = std::max(end.value_or(at), at);
          break;
        default:
          break;
      }
    }
  }
  if (start) spans.push_back({*start, std::max(*start, end.value_or(*start))});
  return spans;
}

std::vector<Span> event_spans(const Strand& strand) {
  std::optional<base::Instant> start, end;
  bool is_open = strand.kind == Strand::Kind::components;
  for (const Event* event : strand.events) {
    if (!event->when.utc) continue;
    start = std::min(start.value_or(event->when.utc->best), event->when.utc->best);
    end = std::max(end.value_or(event->when.utc->best), event->when.utc->best);
    if (event->until && event->until->utc) end = std::max(*end, event->until->utc->best);
    if (event->level == model::Level::operational) is_open = false;
  }
  if (!start) return {};
  if (is_open) end.reset();
  return {{*start, end}};
}

}  // namespace

std::vector<const Event*> posts_in_order(const Strand& strand) {
  std::vector<const Event*> posts;
  for (const Event* event : strand.events) {
    if (event->kind == EventKind::status_update) posts.push_back(event);
  }
  // Pages print newest first: then of two posts in one printed minute the later one stands above.
  if (posts.size() > 1 && base::earlier(posts.back()->when, posts.front()->when)) {
    std::reverse(posts.begin(), posts.end());
  }
  std::stable_sort(posts.begin(), posts.end(),
                   [](const Event* a, const Event* b) { return base::earlier(a->when, b->when); });
  return posts;
}

std::vector<Span> spans_of(const Strand& strand) {
  switch (strand.kind) {
    case Strand::Kind::page:
      return page_spans(strand);
    case Strand::Kind::document:
      return document_spans(strand);
    case Strand::Kind::observed: {
      const bool has_end = strand.window->end && strand.window->end->utc;
      const base::Instant start = strand.window->start.utc->best;
      if (!has_end) return {{start, std::nullopt}};
      return {{start, std::max(start, strand.window->end->utc->best)}};
    }
    default:
      return event_spans(strand);
  }
}

}  // namespace faultline::analyze
