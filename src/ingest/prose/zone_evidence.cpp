#include "ingest/prose/zone_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ingest/prose/zone_reading.hpp"

namespace faultline::ingest::prose {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kFullVote = 2, kHalfVote = 1;
constexpr std::size_t kLongestRow = 16384;  // bytes of a row that are looked at

struct Witness {
  seconds utc{};  // since the epoch
  std::string what;
  bool is_link = false;
};

// "[oncall first pinged]: https://.../p1548256737161700": the targets of links by reference.
std::map<std::string, std::string_view> link_targets(std::string_view text,
                                                     const std::vector<std::size_t>& lines) {
  std::map<std::string, std::string_view> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t end = i + 1 < lines.size() ? lines[i + 1] : text.size();
    const std::string_view line = base::trim(text.substr(lines[i], end - lines[i]));
    const std::size_t close = line.find("]: ");
    if (line.empty() || line.front() != '[' || close == std::string_view::npos) continue;
    out[base::to_lower(line.substr(1, close - 1))] = line.substr(close + 3);
  }
  return out;
}

// The epoch of ".../p1720188447123456"; only a chat's permalink has sixteen digits there.
std::optional<seconds> permalink(std::string_view text, std::size_t slash) {
  constexpr std::size_t kDigits = 16, kSeconds = 10;
  const std::size_t begin = slash + 2;
  if (text.substr(slash, 3) != "/p1" || begin + kDigits > text.size()) return std::nullopt;
  long long value = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    const char c = text[begin + i];
    if (c < '0' || c > '9') return std::nullopt;
    if (i < kSeconds) value = value * 10 + (c - '0');
  }
  const bool goes_on =
      begin + kDigits < text.size() && text[begin + kDigits] >= '0' && text[begin + kDigits] <= '9';
  return goes_on ? std::nullopt : std::optional(seconds{value});
}

class Evidence {
 public:
  Evidence(const SourceText& source, const Blocks& blocks, const Frame& frame,
           const std::vector<TimelineRow>& rows)
      : source_(source), blocks_(blocks), frame_(frame), rows_(rows) {
    for (const auto& row : rows) positions_.push_back(row.position);
    std::sort(positions_.begin(), positions_.end());
    for (std::size_t b = 0; b < blocks.blocks.size(); ++b) {
      const Block& block = blocks.blocks[b];
      if (block.kind == Block::Kind::heading && !block.text.empty()) headings_.push_back(b);
    }
  }

  std::optional<ZoneVerdict> verdict() {
    if (source_.folded().find("/p1") != std::string::npos)
      targets_ = link_targets(source_.folded(), source_.lines());
    int as_written = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].when.local || rows_[i].time.exact || rows_[i].when.resolution > base::Resolution::minute)
        continue;
      as_written += vote(i);
    }
    auto best = votes_.end();
    for (auto it = votes_.begin(); it != votes_.end(); ++it) {
      if (best == votes_.end() || it->second.votes > best->second.votes) best = it;
    }
    if (best == votes_.end()) return std::nullopt;
    const bool is_disputed = std::any_of(votes_.begin(), votes_.end(), [&](const auto& other) {
      return other.first != best->first && other.second.votes * 2 > best->second.votes;
    });
    const int needed = is_zone_written() ? 2 * kFullVote : kFullVote;
    if (is_disputed || best->second.votes < needed || as_written > 0) return std::nullopt;
    return ZoneVerdict{best->first, best->second.reason, is_zone_written()};
  }

 private:
  struct Tally {
    int votes = 0;
    std::string reason;
  };

  bool is_zone_written() const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [](const TimelineRow& row) { return row.when.utc && !row.time.exact; });
  }

  // What the row's witnesses say; returns the votes for the reading as written.
  int vote(std::size_t i) {
    const TimelineRow& row = rows_[i];
    const seconds local = row.when.local->time_since_epoch();
    std::optional<seconds> written;
    if (row.when.utc) written = local - std::chrono::floor<seconds>(row.when.utc->best).time_since_epoch();
    int as_written = 0;
    std::map<seconds, int> said;  // a row votes once for an offset
    std::map<seconds, std::string> reasons;
    for (const auto& witness : witnesses_of(i)) {
      const auto offset = offset_of(local, witness);
      if (!offset) continue;
      const int votes = witness.is_link ? kFullVote : kHalfVote;
      if (written == offset) {
        as_written = std::max(as_written, votes);
      } else if (said[*offset] < votes) {
        said[*offset] = votes;
        reasons[*offset] = witness.what;
      }
    }
    for (const auto& stamp : frame_.times.stamps) {
      if (!stamp.local || !stamp.utc || !written) continue;
      const seconds shown = stamp.local->time_since_epoch();
      const seconds offset = shown - std::chrono::floor<seconds>(stamp.utc->best).time_since_epoch();
      if (std::chrono::abs(shown - local) >= minutes{1} || offset == *written) continue;
      said[offset] = kFullVote;
      reasons[offset] = "the page's stamp '" + stamp.written + "'";
    }
    for (const auto& [offset, votes] : said) {
      Tally& tally = votes_[offset];
      tally.votes += votes;
      if (tally.reason.empty()) tally.reason = reasons[offset];
    }
    return as_written;
  }

  static std::optional<seconds> offset_of(seconds local, const Witness& witness) {
    constexpr seconds kFurthest = hours{14};
    const seconds ahead = local - witness.utc;
    const seconds step = witness.is_link ? seconds{minutes{15}} : seconds{minutes{30}};
    // The row's minute may begin before the instant; a log line comes before the row that tells of it.
    const seconds slack = witness.is_link ? seconds{minutes{1}} : seconds{minutes{10}};
    seconds offset = step * ((ahead + kFurthest * 2) / step) - kFurthest * 2;
    if (ahead - offset > slack) offset += step;
    const seconds rest = ahead - offset;
    if (rest < -minutes{1} || rest > slack || std::chrono::abs(offset) > kFurthest) return std::nullopt;
    return offset;
  }

  // The row's own bytes: up to the next row, or to the next heading.
  std::string_view text_of(std::size_t i) const {
    const std::size_t begin = rows_[i].position;
    std::size_t end = source_.folded().size();
    const auto next = std::upper_bound(positions_.begin(), positions_.end(), begin);
    if (next != positions_.end()) end = std::min(end, *next);
    const auto heading = std::upper_bound(headings_.begin(), headings_.end(), rows_[i].block);
    if (heading != headings_.end())
      end = std::min<std::size_t>(end, blocks_.blocks[*heading].text.at.front());
    if (end <= begin) return {};
    return std::string_view(source_.folded()).substr(begin, std::min(end - begin, kLongestRow));
  }

  std::vector<Witness> witnesses_of(std::size_t i) const {
    std::vector<Witness> out;
    const std::string_view text = text_of(i);
    links_in(text, i, out);
    for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
      const std::size_t close = text.find(']', open);
      if (close == std::string_view::npos) break;
      const auto target = targets_.find(base::to_lower(text.substr(open + 1, close - open - 1)));
      if (target != targets_.end()) links_in(target->second, i, out);
    }
    for (const auto& mention : scan_times(text)) {
      if (!mention.exact || mention.begin == 0) continue;
      out.push_back({std::chrono::floor<seconds>(*mention.exact).time_since_epoch(),
                     fmt::format("'{}' in the row of line {}", mention.written, line_of(i)), false});
    }
    return out;
  }

  void links_in(std::string_view text, std::size_t row, std::vector<Witness>& out) const {
    for (std::size_t at = text.find("/p1"); at != std::string_view::npos; at = text.find("/p1", at + 1)) {
      const auto epoch = permalink(text, at);
      if (!epoch) continue;
      out.push_back({*epoch,
                     fmt::format("the link in the row of line {} is of {} UTC", line_of(row),
                                 base::format_local(base::LocalTime{*epoch})),
                     true});
    }
  }

  int line_of(std::size_t row) const { return source_.location(rows_[row].position).line; }

  const SourceText& source_;
  const Blocks& blocks_;
  const Frame& frame_;
  const std::vector<TimelineRow>& rows_;
  std::vector<std::size_t> positions_, headings_;  // of the rows; the blocks that are headings
  std::map<std::string, std::string_view> targets_;
  std::map<seconds, Tally> votes_;
};

}  // namespace

std::optional<ZoneVerdict> zone_by_evidence(const SourceText& source, const Blocks& blocks,
                                            const Frame& frame, const std::vector<TimelineRow>& rows) {
  return Evidence(source, blocks, frame, rows).verdict();
}

}  // namespace faultline::ingest::prose
