#include "render/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/time.hpp"

namespace faultline::render {

namespace {

constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kEdges[] = {kMinute,      2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute,
                                   30 * kMinute, kHour,       2 * kHour,   4 * kHour,    8 * kHour,
                                   kDay,         2 * kDay,    7 * kDay};

std::string edge_text(std::int64_t seconds) {
  return seconds == 7 * kDay ? "1w" : base::format_duration(base::Seconds(seconds));
}

std::string label_of(std::size_t bin) {
  if (bin == 0) return "under " + edge_text(kEdges[0]);
  if (bin == std::size(kEdges)) return edge_text(kEdges[bin - 1]) + " and more";
  return edge_text(kEdges[bin - 1]) + " to " + edge_text(kEdges[bin]);
}

}  // namespace

std::vector<HistogramBin> bins_of(std::span<const model::DurationSample> samples) {
  if (samples.empty()) return {};
  std::vector<HistogramBin> bins(std::size(kEdges) + 1);
  for (std::size_t i = 0; i < bins.size(); ++i) bins[i].label = label_of(i);
  std::size_t first = bins.size(), last = 0;
  for (const model::DurationSample& sample : samples) {
    const auto at = static_cast<std::size_t>(
        std::upper_bound(std::begin(kEdges), std::end(kEdges), sample.seconds) - std::begin(kEdges));
    ++(sample.is_censored ? bins[at].open : bins[at].ended);
    first = std::min(first, at);
    last = std::max(last, at);
  }
  return {bins.begin() + static_cast<std::ptrdiff_t>(first),
          bins.begin() + static_cast<std::ptrdiff_t>(last) + 1};
}

std::string histogram_text(std::span<const model::DurationSample> samples, const Style& style) {
  const std::vector<HistogramBin> bins = bins_of(samples);
  std::size_t label_width = 0;
  std::int64_t most = 0, open = 0;
  for (const HistogramBin& bin : bins) {
    label_width = std::max(label_width, bin.label.size());
    most = std::max(most, bin.ended + bin.open);
    open += bin.open;
  }
  const std::int64_t room =
      std::max<std::int64_t>(10, style.width - static_cast<std::int64_t>(label_width) - 12);
  const std::int64_t per_mark = std::max<std::int64_t>(1, (most + room - 1) / room);
  std::string text;
  for (const HistogramBin& bin : bins) {
    // A bin that holds something shows at least one mark.
    const auto marks = [&](std::int64_t count) {
      return static_cast<std::size_t>((count + per_mark - 1) / per_mark);
    };
    text += fmt::format("  {:>{}} {:>4}", bin.label, label_width, bin.ended + bin.open);
    if (bin.ended + bin.open > 0)
      text += "  " + std::string(marks(bin.ended), '#') + std::string(marks(bin.open), '>');
    text += '\n';
  }
  if (per_mark > 1) text += fmt::format("  a mark is up to {} incidents\n", per_mark);
  if (open > 0) text += fmt::format("  > is open: longer than where it stands\n");
  return text;
}

}  // namespace faultline::render
