#include "analyze/fusion.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "analyze/stated.hpp"

namespace faultline::analyze {

namespace {

using model::ImpactWindow;
using model::Ledger;
using model::Level;
using model::Scope;

// As grouping's look-back: windows this near tell of the same outage.
constexpr std::int64_t kNearSeconds = 15 * 60;

constexpr Ledger kBestFirst[] = {Ledger::observed, Ledger::stated, Ledger::declared};

std::optional<Span> span_of(const ImpactWindow& window) {
  if (!window.start.utc) return std::nullopt;
  Span span{window.start.utc->best, std::nullopt};
  if (window.end && window.end->utc) span.end = window.end->utc->best;
  return span;
}

bool meet(const ImpactWindow& a, const ImpactWindow& b) {
  const auto left = span_of(a), right = span_of(b);
  return left && right && gap_seconds(*left, *right) <= kNearSeconds;
}

bool one_covers(const Scope& a, const Scope& b) {
  return model::covers(a, b) || model::covers(b, a);
}

// `told` settles `scope`: they cover each other. Logs are of single services: what they show of one does not
// settle what a person said of its whole cluster.
bool settles(const ImpactWindow& better, const Scope& told, const Scope& scope) {
  if (better.ledger == Ledger::observed) return model::covers(told, scope);
  return one_covers(told, scope);
}

// The scopes of `window` that no window of `better` speaks of; `all` where it names none itself.
std::vector<Scope> left_over(const ImpactWindow& window, const std::vector<const ImpactWindow*>& better) {
  std::vector<Scope> left;
  for (const Scope& scope : window.scopes) {
    const bool is_told = std::any_of(better.begin(), better.end(), [&](const ImpactWindow* other) {
      return other->scopes.empty() ||
             std::any_of(other->scopes.begin(), other->scopes.end(),
                         [&](const Scope& told) { return settles(*other, told, scope); });
    });
    if (!is_told) left.push_back(scope);
  }
  return left;
}

// A cluster that was told as a whole stays, beside its services that a lower ledger names: more evidence must
// not take a cluster's own figure away.
std::vector<Scope> with_services(const std::vector<Scope>& scopes,
                                 const std::vector<const ImpactWindow*>& lower) {
  std::vector<Scope> result;
  for (const Scope& scope : scopes) {
    add_scopes(result, {scope});
    for (const ImpactWindow* window : lower) {
      for (const Scope& other : window->scopes) {
        if (!scope.service.is_known() && other.service.is_known() && model::covers(scope, other)) {
          add_scopes(result, {other});
        }
      }
    }
  }
  return result;
}

std::string edge_difference(const base::Moment& chosen, const base::Moment& other, std::string_view what) {
  const auto seconds = seconds_between(chosen, other);
  if (!seconds || std::abs(*seconds) < 60) return {};
  return fmt::format("{} {} {}", what, base::format_duration(base::Seconds(std::abs(*seconds))),
                     *seconds > 0 ? "later" : "earlier");
}

// How the windows of one ledger differ from the chosen one.
std::string difference(const ImpactWindow& chosen, const std::vector<const ImpactWindow*>& lower,
                       Ledger ledger) {
  std::vector<const ImpactWindow*> near;
  for (const ImpactWindow* window : lower) {
    const bool counts = window->start.is_placed() && window->level != Level::maintenance;
    if (counts && window->ledger == ledger) near.push_back(window);
  }
  if (near.empty()) return {};
  const auto first = *std::min_element(
      near.begin(), near.end(),
      [](const ImpactWindow* a, const ImpactWindow* b) { return base::earlier(a->start, b->start); });
  const auto last =
      *std::max_element(near.begin(), near.end(), [](const ImpactWindow* a, const ImpactWindow* b) {
        if (!a->end || !b->end) return a->end.has_value() && !b->end;
        return base::earlier(*a->end, *b->end);
      });
  const std::string start = edge_difference(chosen.start, first->start, "starts");
  const std::string end =
      chosen.end && last->end ? edge_difference(*chosen.end, *last->end, "ends") : std::string();
  if (start.empty() && end.empty()) return {};
  return fmt::format("; the {} window {}{}{}", model::to_string(ledger), start,
                     start.empty() || end.empty() ? "" : " and ", end);
}

ImpactWindow fuse(const ImpactWindow& chosen, const std::vector<const ImpactWindow*>& lower,
                  Level document_level) {
  ImpactWindow fused = chosen;
  fused.ledger = Ledger::fused;
  fused.rule = std::string(model::to_string(chosen.ledger));
  std::vector<const ImpactWindow*> near;
  for (const ImpactWindow* window : lower) {
    if (window->level == Level::maintenance) continue;
    if (meet(chosen, *window) || lower.size() == 1) near.push_back(window);
  }
  if (fused.level == Level::unknown) {
    for (const ImpactWindow* window : near) fused.level = std::max(fused.level, window->level);
    if (fused.level != Level::unknown) fused.rule += ", level from the page";
    if (fused.level == Level::unknown && chosen.ledger == Ledger::declared) {
      fused.level = document_level;
      if (fused.level != Level::unknown) fused.rule += ", level as the document tells it";
    }
  }
  if (fused.scopes.empty()) {
    for (const ImpactWindow* window : near) add_scopes(fused.scopes, window->scopes);
    if (!fused.scopes.empty()) fused.rule += ", scope from the page";
  } else {
    fused.scopes = with_services(fused.scopes, near);
  }
  for (const Ledger ledger : kBestFirst) fused.rule += difference(chosen, near, ledger);
  return fused;
}

}  // namespace

void fuse_windows(Case& incident) {
  std::vector<ImpactWindow>& windows = incident.incident.windows;
  const Level document_level = stated_level(claims_of(incident, model::ClaimKind::level));
  std::vector<ImpactWindow> fused;
  std::vector<const ImpactWindow*> better;
  for (const Ledger ledger : kBestFirst) {
    std::vector<const ImpactWindow*> own, lower;
    for (const ImpactWindow& window : windows) {
      if (window.ledger == ledger) own.push_back(&window);
      const auto rank = [](Ledger l) { return std::find(std::begin(kBestFirst), std::end(kBestFirst), l); };
      if (rank(window.ledger) > rank(ledger)) lower.push_back(&window);
    }
    const auto meets_better = [&](const ImpactWindow* window) {
      return std::any_of(better.begin(), better.end(),
                         [&](const ImpactWindow* other) { return meet(*window, *other); });
    };
    const bool any_meets = std::any_of(own.begin(), own.end(), meets_better);
    for (const ImpactWindow* window : own) {
      if (better.empty() || window->level == Level::maintenance || (any_meets && !meets_better(window))) {
        fused.push_back(fuse(*window, lower, document_level));
        continue;
      }
      ImpactWindow rest = *window;
      rest.scopes = left_over(*window, better);
      if (rest.scopes.empty()) continue;
      // The services that the lower ledgers add may be told by a better one.
      ImpactWindow whole = fuse(rest, lower, document_level);
      whole.scopes = left_over(whole, better);
      fused.push_back(std::move(whole));
    }
    better.insert(better.end(), own.begin(), own.end());
  }
  windows.insert(windows.end(), fused.begin(), fused.end());
  std::stable_sort(windows.begin(), windows.end(), [](const ImpactWindow& a, const ImpactWindow& b) {
    if (a.ledger != b.ledger) return a.ledger < b.ledger;
    if (base::earlier(a.start, b.start)) return true;
    if (base::earlier(b.start, a.start)) return false;
    return std::tie(a.scopes, a.level) < std::tie(b.scopes, b.level);
  });
}

}  // namespace faultline::analyze
