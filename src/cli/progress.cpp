#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "base/text.hpp"

namespace faultline::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBetweenDraws{100};
// A line as wide as the terminal wraps on some; standard output tells a width that may not be that of
// standard error.
constexpr int kMostColumns = 79;
constexpr std::size_t kLeastName = 12;

// The end of a path says more than its beginning. Bytes that are no ASCII are shown as '?': their width is
// not known.
std::string shortened(const std::string& name, std::size_t columns) {
  std::string text = base::printable(name);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return text.size() <= columns ? text : "..." + text.substr(text.size() - columns + 3);
}

std::string printed_left(std::int64_t seconds) {
  if (seconds < 60) return fmt::format("{} s left", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s left", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min left", seconds / 3600, seconds / 60 % 60);
}

}  // namespace

std::string printed_bytes(std::int64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  if (bytes < 1000) return fmt::format("{} B", bytes);
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  return fmt::format(fmt::runtime(value < 9.95 ? "{:.1f} {}" : "{:.0f} {}"), value, kUnits[unit]);
}

Progress::Progress(std::ostream& out, Monotonic clock, int width, std::optional<std::int64_t> total)
    : out_(&out), clock_(std::move(clock)), width_(std::min(width - 1, kMostColumns)), total_(total) {
  began_ = clock_();
  next_draw_ = began_ + kBetweenDraws;  // what is quick draws nothing
}

Progress::Progress(Progress&& other) noexcept
    : out_(std::exchange(other.out_, nullptr)),
      clock_(std::move(other.clock_)),
      width_(other.width_),
      total_(other.total_),
      bytes_(other.bytes_),
      began_(other.began_),
      next_draw_(other.next_draw_),
      drawn_(other.drawn_) {}

Progress::~Progress() {
  wipe();
}

void Progress::add(const std::string& name, std::int64_t bytes) {
  if (out_ == nullptr) return;
  bytes_ += bytes;
  const milliseconds now = clock_();
  if (now < next_draw_) return;
  next_draw_ = now + kBetweenDraws;
  const std::string text = line(name, now - began_);
  const int columns = static_cast<int>(text.size());
  *out_ << '\r' << text << std::string(static_cast<std::size_t>(std::max(drawn_ - columns, 0)), ' ')
        << std::flush;
  drawn_ = std::max(drawn_, columns);
}

void Progress::wipe() {
  if (out_ == nullptr || drawn_ == 0) return;
  *out_ << '\r' << std::string(static_cast<std::size_t>(drawn_), ' ') << '\r' << std::flush;
  drawn_ = 0;
}

std::string Progress::line(const std::string& name, milliseconds elapsed) const {
  const std::int64_t rate = bytes_ * 1000 / std::max<std::int64_t>(elapsed.count(), 1);
  // A file may grow while it is read, and a zip's directory is read beside its members.
  const std::int64_t done = total_ ? std::min(bytes_, *total_) : bytes_;
  std::string text = printed_bytes(done);
  if (total_ && *total_ > 0) {
    text += fmt::format(" of {}  {} %", printed_bytes(*total_),
                        static_cast<int>(static_cast<double>(done) * 100 / static_cast<double>(*total_)));
  }
  text += fmt::format("  {}/s", printed_bytes(rate));
  if (total_ && rate > 0) text += "  " + printed_left((*total_ - done + rate - 1) / rate);
  const auto width = static_cast<std::size_t>(std::max(width_, 0));
  if (text.size() + 2 + kLeastName <= width) text += "  " + shortened(name, width - text.size() - 2);
  return text.substr(0, width);
}

}  // namespace faultline::cli
