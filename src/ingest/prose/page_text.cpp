#include "ingest/prose/page_text.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "ingest/prose/resolve.hpp"
#include "ingest/prose/time_scan.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::string_view kReportFor = "Incident Report for ";
constexpr std::string_view kMaintenanceFor = "Scheduled Maintenance Report for ";
constexpr std::string_view kPosted = "Posted ";

struct Line {
  std::string_view raw;  // trimmed, bytes of the input
  std::string text;      // folded
  int number = 0;
};

std::vector<Line> lines_of(std::string_view bytes) {
  std::vector<Line> out;
  int number = 0;
  for (const auto line : base::split_lines(bytes)) {
    const std::string_view raw = base::trim(line);
    const std::string folded = base::fold_typography(raw).text;
    out.push_back({raw, std::string(base::trim(folded)), ++number});
  }
  return out;
}

// The stamp of a "Posted ..." line, or of a line that is nothing but a date and a time with a zone.
std::optional<TimeMention> stamp_of(const std::string& text) {
  const bool posted = base::starts_with_ignoring_case(text, kPosted);
  constexpr std::size_t kLongestStamp = 80;
  if (!posted && (text.size() < 10 || text.size() > kLongestStamp)) return std::nullopt;
  auto mentions = scan_times(text);
  if (mentions.empty()) return std::nullopt;
  TimeMention mention = mentions.back();
  for (const auto& other : mentions) {  // "Nov 30, 2023 - 11:01 PST" read as a date and a time
    if (&other == &mentions.back() || !other.date || mention.date) continue;
    mention.date = other.date;
    mention.begin = other.begin;
  }
  if (!mention.exact && (!mention.clock || !mention.date)) return std::nullopt;
  if (!posted && (mention.begin > 1 || mention.end + 1 < text.size() || mention.zone.empty()))
    return std::nullopt;
  mention.written = text.substr(mention.begin, mention.end - mention.begin);
  mention.joins_next = false;
  return mention;
}

std::optional<model::PostStatus> status_of(const std::string& text) {
  constexpr std::size_t kLongestStatus = 14;
  if (text.empty() || text.size() > kLongestStatus) return std::nullopt;
  const auto status = model::parse_post_status(text);
  return status && *status != model::PostStatus::none ? status : std::nullopt;
}

bool is_affected(const std::string& text) {
  return base::starts_with_ignoring_case(text, "This incident affected:") ||
         base::starts_with_ignoring_case(text, "This scheduled maintenance affected:");
}

class PageParser {
 public:
  PageParser(std::string_view bytes, const ReadOptions& options)
      : lines_(lines_of(bytes)), options_(options) {}

  PageText run() {
    const std::size_t first = header();
    says_posted_ = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
      return base::starts_with_ignoring_case(line.text, kPosted) && stamp_of(line.text);
    });
    std::size_t begin = first;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (is_affected(lines_[i].text)) {
        i = affected(i);
        begin = i + 1;
      } else if (const auto stamp = stamp_at(i); stamp && has_status(begin, i)) {
        post(begin, i, *stamp);
        begin = i + 1;
      }
    }
    leftover(begin);
    place();
    return std::move(page_);
  }

 private:
  // Title and organisation; returns the first line below them.
  std::size_t header() {
    std::size_t report = lines_.size();
    for (std::size_t i = 0; i < lines_.size() && report == lines_.size(); ++i) {
      for (const auto prefix : {kReportFor, kMaintenanceFor}) {
        if (!base::starts_with_ignoring_case(lines_[i].text, prefix)) continue;
        report = i;
        page_.organisation = base::trim(std::string_view(lines_[i].text).substr(prefix.size()));
      }
    }
    const bool has_report = report != lines_.size();
    std::size_t title = lines_.size();
    for (std::size_t i = 0; i < (has_report ? report : std::min<std::size_t>(lines_.size(), 3)); ++i) {
      if (lines_[i].text.empty() || status_of(lines_[i].text)) continue;
      if (!has_report && title != lines_.size()) break;
      title = i;
    }
    if (title == lines_.size()) return has_report ? report + 1 : 0;
    page_.title = lines_[title].raw;
    page_.title_line = lines_[title].number;
    for (std::size_t i = 0; i < title; ++i) page_.furniture_lines += lines_[i].text.empty() ? 0 : 1;
    return (has_report ? report : title) + 1;
  }

  // A bare date and time is a stamp only on a page that never says "Posted": else it belongs to a text.
  std::optional<TimeMention> stamp_at(std::size_t i) const {
    if (says_posted_ && !base::starts_with_ignoring_case(lines_[i].text, kPosted)) return std::nullopt;
    return stamp_of(lines_[i].text);
  }

  bool has_status(std::size_t begin, std::size_t end) const {
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                       lines_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Line& line) { return status_of(line.text).has_value(); });
  }

  void post(std::size_t begin, std::size_t end, const TimeMention& stamp) {
    while (begin < end && !status_of(lines_[begin].text)) {
      if (!lines_[begin].text.empty()) ++page_.furniture_lines;
      ++begin;
    }
    PagePost out;
    out.status = *status_of(lines_[begin].text);
    out.line = lines_[begin].number;
    std::size_t first = begin + 1, last = end;
    while (first < last && lines_[first].text.empty()) ++first;
    while (last > first && lines_[last - 1].text.empty()) --last;
    for (std::size_t i = first; i < last; ++i) {
      if (i > first) out.body += '\n';
      out.body += lines_[i].raw;
    }
    out.body_line = first < lines_.size() ? lines_[first].number : out.line;
    if (first < last) {
      const char* from = lines_[first].raw.data();
      out.raw_body = std::string_view(
          from, static_cast<std::size_t>(lines_[last - 1].raw.data() + lines_[last - 1].raw.size() - from));
    }
    page_.posts.push_back(std::move(out));
    stamps_.push_back(stamp);
  }

  // "This incident affected: ..." up to a blank line; returns its last line.
  std::size_t affected(std::size_t i) {
    std::string text = lines_[i].text.substr(lines_[i].text.find(':') + 1);
    while (i + 1 < lines_.size() && !lines_[i + 1].text.empty() && !text.ends_with('.')) {
      text += ' ' + lines_[++i].text;
    }
    std::string_view list = base::trim(text);
    if (!list.empty() && list.back() == '.') list.remove_suffix(1);
    page_.affected = list;
    return i;
  }

  void leftover(std::size_t begin) {
    while (begin < lines_.size() && !status_of(lines_[begin].text)) {
      if (!lines_[begin].text.empty()) ++page_.furniture_lines;
      ++begin;
    }
    if (begin < lines_.size()) page_.without_stamp.push_back({lines_[begin].number, lines_[begin].text});
  }

  // Stamps to moments; those without a year take the one in which they lie nearest before --published.
  void place() {
    ResolveContext context;
    if (options_.published) {
      context.not_after = options_.published;
      context.year_basis = base::DateBasis::option;
    }
    for (std::size_t i = 0; i < stamps_.size(); ++i) {
      page_.posts[i].when = resolve(stamps_[i], context);
      if (page_.zone || stamps_[i].zone.empty()) continue;
      const auto known = base::abbreviation(stamps_[i].zone);
      if (known && !known->civil_zone.empty() && !known->is_ambiguous)
        page_.zone = base::Zone::find(known->civil_zone);
      if (!page_.zone && known && !known->is_ambiguous) page_.zone = base::Zone::fixed(known->offset);
      if (!page_.zone && !known) page_.zone = base::Zone::find(stamps_[i].zone);
    }
  }

  std::vector<Line> lines_;
  const ReadOptions& options_;
  PageText page_;
  std::vector<TimeMention> stamps_;
  bool says_posted_ = false;
};

}  // namespace

Sniff sniff_page_text(std::string_view bytes) {
  const std::string_view head = base::trim(bytes.substr(0, 4096));
  if (head.empty() || head.front() == '{' || head.front() == '[' || head.front() == '<') return Sniff::no;
  bool has_report = false, has_status = false;
  int posts = 0, posted = 0;
  for (const auto& line : lines_of(bytes)) {
    has_report = has_report || base::starts_with_ignoring_case(line.text, kReportFor) ||
                 base::starts_with_ignoring_case(line.text, kMaintenanceFor);
    has_status = has_status || status_of(line.text).has_value();
    if (!has_status || !stamp_of(line.text)) continue;
    ++posts;
    posted += base::starts_with_ignoring_case(line.text, kPosted) ? 1 : 0;
    has_status = false;
  }
  if (has_report && posted > 0) return Sniff::certain;
  if ((has_report && posts > 0) || posts >= 2) return Sniff::likely;
  return Sniff::no;
}

PageText parse_page_text(std::string_view bytes, const ReadOptions& options) {
  return PageParser(bytes, options).run();
}

}  // namespace faultline::ingest::prose
