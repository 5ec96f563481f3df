#include "analyze/corrections.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::Annotation;
using model::AnnotationKind;
using model::ImpactWindow;
using model::Ledger;
using model::MilestoneKind;

// An observed window is found again where its edge moved with more evidence.
constexpr std::int64_t kSameWindowSeconds = 30 * 60;

std::string by(const Annotation& annotation) {
  return fmt::format("set by {}: {}", annotation.author, annotation.reason);
}

// "observed:org/cluster/service@minute" -> what stands before '@', and the minute.
struct ObservedAnchor {
  std::string_view scope;
  std::optional<base::Instant> minute;
};
ObservedAnchor parse_observed(std::string_view anchor) {
  const std::size_t at = anchor.rfind('@');
  if (!anchor.starts_with("observed:") || at == anchor.npos) return {};
  return {anchor.substr(0, at), base::parse_rfc3339(anchor.substr(at + 1))};
}

std::string span_text(const base::Moment& moment) {
  if (moment.resolution != base::Resolution::bounded || !moment.utc) return clock_text(moment);
  return fmt::format("{} to {}", utc_text(moment.utc->earliest), utc_text(moment.utc->latest));
}

std::string what_of(const Annotation& annotation) {
  switch (annotation.kind) {
    case AnnotationKind::milestone:
      return annotation.when
                 ? fmt::format("{} set to {}", plain_name(*annotation.milestone), span_text(*annotation.when))
                 : fmt::format("{} set to not known", plain_name(*annotation.milestone));
    case AnnotationKind::scope: {
      std::string names;
      for (const model::Scope& scope : annotation.scopes)
        names += (names.empty() ? "" : ", ") + model::to_string(scope);
      return "scope set to " + names;
    }
    case AnnotationKind::level: {
      std::string level(model::to_string(annotation.level));
      std::replace(level.begin(), level.end(), '_', ' ');
      return "level set to " + level;
    }
    case AnnotationKind::cause:
      return "cause set to '" + annotation.text + "'";
    case AnnotationKind::merge:
      return "merged with another incident";
    case AnnotationKind::split:
      return "split";
    case AnnotationKind::undo:
      break;
  }
  return {};
}

std::vector<ImpactWindow*> fused_windows(Case& incident) {
  std::vector<ImpactWindow*> windows;
  for (ImpactWindow& window : incident.incident.windows) {
    if (window.ledger == Ledger::fused && window.level != model::Level::maintenance)
      windows.push_back(&window);
  }
  return windows;
}

}  // namespace

Corrections::Corrections(const std::vector<Annotation>& annotations, const std::vector<Strand>& strands)
    : strands_(strands) {
  for (const Annotation* annotation : model::annotations_in_force(annotations))
    placed_.push_back({annotation, strands_at(annotation->anchors), strands_at(annotation->others)});
}

std::vector<std::size_t> Corrections::strands_at(const std::vector<std::string>& anchors) const {
  std::set<std::size_t> found;
  for (const std::string& anchor : anchors) {
    const ObservedAnchor observed = parse_observed(anchor);
    std::optional<std::pair<std::int64_t, std::size_t>> nearest;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      const std::string own = anchor_of(strands_[i]);
      if (own == anchor) nearest = {0, i};
      const ObservedAnchor other = parse_observed(own);
      if (!observed.minute || !other.minute || observed.scope != other.scope) continue;
      const std::int64_t apart =
          std::abs(std::chrono::duration_cast<base::Seconds>(*observed.minute - *other.minute).count());
      if (apart <= kSameWindowSeconds && (!nearest || std::pair{apart, i} < *nearest)) nearest = {apart, i};
    }
    if (nearest) found.insert(nearest->second);
  }
  return {found.begin(), found.end()};
}

void Corrections::regroup(std::vector<Group>& groups) const {
  const auto holds = [](const Group& group, const std::vector<std::size_t>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](std::size_t strand) {
      return std::find(group.strands.begin(), group.strands.end(), strand) != group.strands.end();
    });
  };
  for (const Placed& placed : placed_) {
    const Annotation& annotation = *placed.annotation;
    if (placed.anchors.empty() || placed.others.empty()) continue;
    if (annotation.kind == AnnotationKind::merge) {
      const auto into = std::find_if(groups.begin(), groups.end(),
                                     [&](const Group& group) { return holds(group, placed.anchors); });
      if (into == groups.end()) continue;
      for (Group& group : groups) {
        if (&group == &*into || !(holds(group, placed.others) || holds(group, placed.anchors))) continue;
        into->strands.insert(into->strands.end(), group.strands.begin(), group.strands.end());
        into->is_weak = into->is_weak || group.is_weak;
        group.strands.clear();
      }
      std::sort(into->strands.begin(), into->strands.end());
      into->reason += fmt::format("; merged by {}: {}", annotation.author, annotation.reason);
    } else if (annotation.kind == AnnotationKind::split) {
      Group own;
      for (Group& group : groups) {
        const std::size_t before = group.strands.size();
        for (const std::size_t strand : placed.others) {
          if (std::erase(group.strands, strand) > 0) own.strands.push_back(strand);
        }
        if (group.strands.size() < before)
          group.reason += fmt::format("; split by {}: {}", annotation.author, annotation.reason);
      }
      own.reason = fmt::format("split off by {}: {}", annotation.author, annotation.reason);
      std::sort(own.strands.begin(), own.strands.end());
      groups.push_back(std::move(own));
    }
    std::erase_if(groups, [](const Group& group) { return group.strands.empty(); });
  }
}

std::vector<const Annotation*> Corrections::of(const Case& incident) const {
  std::vector<const Annotation*> annotations;
  for (const Placed& placed : placed_) {
    const auto is_here = [&](std::size_t i) {
      return std::find(incident.strands.begin(), incident.strands.end(), &strands_[i]) !=
             incident.strands.end();
    };
    const bool of_anchors = std::any_of(placed.anchors.begin(), placed.anchors.end(), is_here);
    const bool of_others = std::any_of(placed.others.begin(), placed.others.end(), is_here);
    if (of_anchors || of_others) annotations.push_back(placed.annotation);
  }
  return annotations;
}

void Corrections::correct_windows(Case& incident) const {
  for (const Annotation* annotation : of(incident)) {
    std::vector<ImpactWindow*> windows = fused_windows(incident);
    if (annotation->kind == AnnotationKind::scope) {
      for (ImpactWindow* window : windows) {
        window->scopes = annotation->scopes;
        window->rule += "; scope " + by(*annotation);
      }
      for (ImpactWindow* window : windows) {
        for (model::Scope& scope : window->scopes) {
          if (!scope.organisation.is_known()) scope.organisation = incident.incident.organisation;
        }
      }
      incident.incident.scopes = windows.empty() ? annotation->scopes : windows.front()->scopes;
    } else if (annotation->kind == AnnotationKind::level) {
      for (ImpactWindow* window : windows) {
        window->level = annotation->level;
        window->rule += "; level " + by(*annotation);
      }
    } else if (annotation->kind == AnnotationKind::milestone && annotation->when && annotation->when->utc) {
      const bool is_start = annotation->milestone == MilestoneKind::impact_start;
      if (!is_start && annotation->milestone != MilestoneKind::impact_end) continue;
      if (windows.empty() && is_start) {
        ImpactWindow window;
        window.ledger = Ledger::fused;
        window.scopes = incident.incident.scopes;
        window.start = *annotation->when;
        window.rule = "start " + by(*annotation);
        incident.incident.windows.push_back(std::move(window));
        continue;
      }
      // The windows at the outer edge move with it; those that begin or end apart stay.
      std::optional<base::Instant> outer;
      bool is_open = false;
      for (const ImpactWindow* window : windows) {
        if (!is_start && !window->end) is_open = true;
        const base::Moment* edge = is_start ? &window->start : window->end ? &*window->end : nullptr;
        if (edge == nullptr || !edge->utc) continue;
        const base::Instant at = edge->utc->best;
        outer = !outer ? at : is_start ? std::min(*outer, at) : std::max(*outer, at);
      }
      for (ImpactWindow* window : windows) {
        const bool has_end = window->end.has_value();
        const base::Moment* edge = is_start ? &window->start : has_end ? &*window->end : nullptr;
        const bool is_outer =
            !is_start && is_open ? !has_end : edge != nullptr && edge->utc && edge->utc->best == outer;
        if (!is_outer) continue;
        if (is_start) {
          window->start = *annotation->when;
        } else {
          window->end = *annotation->when;
        }
        window->rule += fmt::format("; {} {}", is_start ? "start" : "end", by(*annotation));
      }
    }
  }
}

void Corrections::correct_milestones(Case& incident) const {
  for (const Annotation* annotation : of(incident)) {
    if (annotation->kind != AnnotationKind::milestone || !annotation->milestone) continue;
    model::Milestone& milestone = incident.milestone(*annotation->milestone);
    milestone.rule = by(*annotation);
    milestone.side = model::BoundSide::both;
    milestone.detail.clear();
    milestone.when = annotation->when;
    if (!annotation->when) {
      milestone.state = model::MilestoneState::unknown;
      continue;
    }
    milestone.state = model::MilestoneState::recorded;
    model::Candidate candidate{*annotation->when, milestone.state, Ledger::stated, milestone.rule, {}};
    candidate.evidence.source_name = "annotation " + annotation->id;
    candidate.evidence.excerpt = annotation->reason;
    milestone.candidates.insert(milestone.candidates.begin(), std::move(candidate));
  }
}

void Corrections::tell(Case& incident) const {
  std::set<std::string> anchors;
  for (const Strand* strand : incident.strands) anchors.insert(anchor_of(*strand));
  anchors.erase("");
  incident.incident.anchors.assign(anchors.begin(), anchors.end());
  for (const Annotation* annotation : of(incident)) {
    if (annotation->kind == AnnotationKind::cause) incident.incident.cause = annotation->text;
    incident.incident.corrections.push_back(
        {annotation->id, what_of(*annotation), annotation->reason, annotation->author, annotation->made_at});
  }
}

std::vector<model::Finding> Corrections::findings() const {
  std::vector<model::Finding> findings;
  for (const Placed& placed : placed_) {
    const Annotation& annotation = *placed.annotation;
    const bool needs_others =
        annotation.kind == AnnotationKind::merge || annotation.kind == AnnotationKind::split;
    if (!placed.anchors.empty() && !(needs_others && placed.others.empty())) continue;
    model::Evidence evidence;
    evidence.source_name = "annotation " + annotation.id;
    evidence.excerpt = annotation.reason;
    findings.push_back(
        {"annotation-without-incident",
         model::FindingSeverity::warning,
         fmt::format("annotation {} ({}) was given for '{}', of which nothing is here any more",
                     annotation.id, what_of(annotation), annotation.incident_id),
         {evidence}});
  }
  return findings;
}

}  // namespace faultline::analyze
