#include "analyze/neighbours.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

// docs/findings.md: what belongs to one incident is at most 10 min apart; look-back at most 15 min.
constexpr std::int64_t kGapSeconds = 10 * 60;
constexpr std::int64_t kLookBackSeconds = 15 * 60;

enum class Match { differ, unknown, same };

Match compare(const model::Name& a, const model::Name& b) {
  if (!a.is_known() || !b.is_known()) return Match::unknown;
  return a == b ? Match::same : Match::differ;
}

Grade place_grade(const model::Scope& a, const model::Scope& b) {
  const Match cluster = compare(a.cluster, b.cluster);
  const Match service = compare(a.service, b.service);
  if (cluster == Match::differ) return Grade::none;
  if (service == Match::differ) return cluster == Match::same ? Grade::weak : Grade::none;
  if (cluster == Match::same || service == Match::same) return Grade::strong;
  return compare(a.group, b.group) == Match::same ? Grade::strong : Grade::none;
}

// One service calls the other, in one cluster.
bool is_called(const model::Scope& a, const model::Scope& b, const std::vector<model::CallConfig>& calls) {
  if (!a.cluster.is_known() || a.cluster != b.cluster) return false;
  const auto calls_it = [&](const model::Scope& caller, const model::Scope& callee) {
    return std::any_of(calls.begin(), calls.end(), [&](const model::CallConfig& call) {
      const bool is_of_it = call.organisation.empty() || !caller.organisation.is_known() ||
                            base::slug(call.organisation) == caller.organisation.slug;
      if (!is_of_it || base::slug(call.service) != caller.service.slug) return false;
      return std::any_of(call.calls.begin(), call.calls.end(),
                         [&](const std::string& name) { return base::slug(name) == callee.service.slug; });
    });
  };
  return calls_it(a, b) || calls_it(b, a);
}

struct Entry {
  Span span;
  std::size_t strand;
};

}  // namespace

Grade scope_grade(const Strand& a, const Strand& b, const std::vector<model::CallConfig>& calls) {
  const Match organisation = compare(a.organisation, b.organisation);
  if (organisation == Match::differ) return Grade::none;
  // Two services of one cluster fail together by chance, too: what logs and alerts show needs the same one.
  const bool is_measured = a.kind == Strand::Kind::observed || b.kind == Strand::Kind::observed ||
                           a.kind == Strand::Kind::alert || b.kind == Strand::Kind::alert;
  Grade place = Grade::none;
  bool a_named = false, b_named = false;
  for (const model::Scope& one : a.scopes) a_named = a_named || names_a_place(one);
  for (const model::Scope& other : b.scopes) b_named = b_named || names_a_place(other);
  for (const model::Scope& one : a.scopes) {
    for (const model::Scope& other : b.scopes) {
      place = std::max(place, place_grade(one, other));
      if (is_called(one, other, calls)) place = Grade::strong;
    }
  }
  if (is_measured && place == Grade::weak) place = Grade::none;
  const auto names_none = [](const Strand& strand, bool is_named) {
    return strand.kind == Strand::Kind::alert && !is_named;
  };
  if (names_none(a, a_named) || names_none(b, b_named)) return Grade::none;
  if (!a_named || !b_named) return organisation == Match::same ? Grade::weak : Grade::none;
  return organisation == Match::same ? place : std::min(place, Grade::weak);
}

std::vector<Neighbour> find_neighbours(const std::vector<Strand>& strands,
                                       const std::vector<model::CallConfig>& calls) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < strands.size(); ++i) {
    for (const Span& span : strands[i].spans) entries.push_back({span, i});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.span.start < b.span.start; });
  // Open at the sweep line, by the instant at which they are out of reach: pages and others apart, so that
  // many pages at a time cost nothing where no document asks for them.
  std::multimap<base::Instant, Entry> pages, others;
  std::map<std::pair<std::size_t, std::size_t>, Neighbour> best;
  const auto meet = [&](const Entry& a, const Entry& b) {
    if (a.strand == b.strand) return;
    const bool a_is_page = strands[a.strand].kind == Strand::Kind::page;
    const bool b_is_page = strands[b.strand].kind == Strand::Kind::page;
    const bool swap = a_is_page || (!b_is_page && a.strand < b.strand);
    const Entry& one = swap ? b : a;
    const Entry& other = swap ? a : b;
    const std::int64_t gap = gap_seconds(one.span, other.span);
    const bool one_ended_first = one.span.end && *one.span.end < other.span.start;
    if (gap > (one_ended_first ? kLookBackSeconds : kGapSeconds)) return;
    const Grade grade = scope_grade(strands[one.strand], strands[other.strand], calls);
    if (grade == Grade::none) return;
    Neighbour pair{one.strand, other.strand, grade, shared_seconds(one.span, other.span), gap};
    const auto [at, fresh] = best.emplace(std::make_pair(one.strand, other.strand), pair);
    if (!fresh && std::tie(at->second.shared, pair.gap) < std::tie(pair.shared, at->second.gap))
      at->second = pair;
  };
  for (const Entry& entry : entries) {
    pages.erase(pages.begin(), pages.lower_bound(entry.span.start));
    others.erase(others.begin(), others.lower_bound(entry.span.start));
    const bool is_page = strands[entry.strand].kind == Strand::Kind::page;
    for (const auto& [end, other] : others) meet(entry, other);
    if (!is_page) {
      for (const auto& [end, page] : pages) meet(entry, page);
    }
    const base::Instant reach =
        entry.span.end ? *entry.span.end + base::Seconds(kLookBackSeconds) : base::Instant::max();
    (is_page ? pages : others).emplace(reach, entry);
  }
  std::vector<Neighbour> pairs;
  for (const auto& [key, pair] : best) pairs.push_back(pair);
  std::stable_sort(pairs.begin(), pairs.end(), [](const Neighbour& a, const Neighbour& b) {
    return std::tie(b.grade, b.shared, a.gap) < std::tie(a.grade, a.shared, b.gap);
  });
  return pairs;
}

}  // namespace faultline::analyze
