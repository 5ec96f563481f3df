#include "analyze/sla/sweep.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

// One stretch without an edge inside: the first rank pays its own weight, each later one what it adds.
void charge(const std::vector<WeightedSpan>& active, SlaClock start, SlaClock end, Charges& charges) {
  int charged = 0;
  for (const WeightedSpan& span : active) {  // by rank
    if (span.weight_tenths <= charged) continue;
    const int added = span.weight_tenths - charged;
    charges.push_back({start, end, span.rank, static_cast<std::int16_t>(added), charged == 0});
    charged = span.weight_tenths;
  }
}

}  // namespace

Charges sweep(std::vector<WeightedSpan> spans) {
  std::erase_if(spans, [](const auto& span) { return span.end <= span.start || span.weight_tenths <= 0; });
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
  std::vector<SlaClock> edges;
  edges.reserve(spans.size() * 2);
  for (const WeightedSpan& span : spans) {
    edges.push_back(span.start);
    edges.push_back(span.end);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

  Charges charges;
  std::vector<WeightedSpan> active;
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    std::erase_if(active, [&](const WeightedSpan& span) { return span.end <= edges[i]; });
    for (; next < spans.size() && spans[next].start == edges[i]; ++next) {
      const auto place = std::upper_bound(active.begin(), active.end(), spans[next].rank,
                                          [](auto rank, const auto& span) { return rank < span.rank; });
      active.insert(place, spans[next]);
    }
    charge(active, edges[i], edges[i + 1], charges);
  }
  return charges;
}

Charges within(const Charges& charges, const TimeSpans& spans) {
  Charges result;
  auto next = spans.begin();
  for (const Charge& charge : charges) {
    while (next != spans.end() && next->end <= charge.start) ++next;
    for (auto span = next; span != spans.end() && span->start < charge.end; ++span) {
      Charge part = charge;
      part.start = std::max(part.start, span->start);
      part.end = std::min(part.end, span->end);
      if (part.start < part.end) result.push_back(part);
    }
  }
  // A stretch that several ranks share was cut rank by rank.
  std::stable_sort(result.begin(), result.end(),
                   [](const Charge& a, const Charge& b) { return a.start < b.start; });
  return result;
}

Charges clipped(const Charges& charges, SlaClock start, SlaClock end) {
  Charges result;
  auto charge = std::partition_point(charges.begin(), charges.end(),
                                     [&](const Charge& each) { return each.end <= start; });
  for (; charge != charges.end() && charge->start < end; ++charge) {
    result.push_back(*charge);
    result.back().start = std::max(charge->start, start);
    result.back().end = std::min(charge->end, end);
  }
  return result;
}

TimeSpans covered(const Charges& charges) {
  TimeSpans spans;
  for (const Charge& charge : charges) {
    if (!spans.empty() && charge.start <= spans.back().end)
      spans.back().end = std::max(spans.back().end, charge.end);
    else
      spans.push_back({charge.start, charge.end});
  }
  return spans;
}

ChargeTotal total_of(const Charges& charges) {
  ChargeTotal total;
  for (const Charge& charge : charges) {
    const std::int64_t seconds = (charge.end - charge.start).count();
    total.weighted_tenths += charge.added_tenths * seconds;
    total.by_rank[charge.rank] += charge.added_tenths * seconds;
    if (charge.is_first) total.seconds += seconds;
  }
  return total;
}

}  // namespace faultline::analyze
