#include "ingest/readers/feed_entry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/readers/html.hpp"
#include "ingest/readers/printed_stamp.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace {

using std::chrono::seconds;

// A post may stand a little after the one printed above it; a year is never decided by less than this.
constexpr seconds kOrderSlack = std::chrono::hours(24);
constexpr std::string_view kScheduledMark = "THIS IS A SCHEDULED EVENT";

struct Post {
  PrintedStamp stamp;
  std::string status;
  std::string body;
  int line = 0;
  std::optional<base::LocalTime> local;
};

struct Content {
  std::optional<PrintedStamp> scheduled;
  std::string scheduled_text;
  std::vector<Post> posts;
  std::string before;  // text in front of the first post
};

Content split_posts(const HtmlTree& tree, int first_line) {
  Content content;
  HtmlText text;
  const auto finish = [&] {
    std::string body = text.take();
    if (content.posts.empty()) {
      content.before = std::move(body);
      return;
    }
    std::string_view rest = body;
    if (rest.starts_with('-')) rest = base::trim(rest.substr(1));
    content.posts.back().body = std::string(rest);
  };
  text = HtmlText([&](const GumboNode& element) {
    if (is_element(element, GUMBO_TAG_SMALL)) {
      auto stamp = parse_printed_stamp(inner_text(element));
      if (!stamp) return false;
      finish();
      Post post;
      post.stamp = std::move(*stamp);
      post.line = first_line > 0 ? first_line + line_of(element) - 1 : 0;
      content.posts.push_back(std::move(post));
      return true;
    }
    if (!is_element(element, GUMBO_TAG_STRONG)) return false;
    if (!content.posts.empty() && content.posts.back().status.empty()) {
      content.posts.back().status = inner_text(element);
      return true;
    }
    std::string words = inner_text(element);
    if (!words.starts_with(kScheduledMark)) return false;
    content.scheduled_text = words.substr(kScheduledMark.size());
    content.scheduled = parse_printed_stamp(content.scheduled_text);
    return true;
  });
  text.append(tree.root());
  finish();
  return content;
}

// The year in which the reading lies nearest to `reference`, or nearest before `not_after`.
std::optional<base::LocalTime> nearest_year(const PrintedTime& time, base::LocalTime reference,
                                            std::optional<base::LocalTime> not_after) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(reference));
  std::optional<base::LocalTime> best;
  // Four years back: 29 February has no nearer neighbour.
  for (int year = static_cast<int>(day.year()) - 4; year <= static_cast<int>(day.year()) + 1; ++year) {
    const auto local = local_of(time, year);
    if (!local || (not_after && *local > *not_after)) continue;
    const auto distance = [&](base::LocalTime t) { return t < reference ? reference - t : t - reference; };
    if (!best || distance(*local) < distance(*best)) best = local;
  }
  return best;
}

class EntryReader {
 public:
  EntryReader(const FeedEntry& entry, const model::Name& organisation, const ReadOptions& options,
              FactSink& sink)
      : entry_(entry), organisation_(organisation), options_(options), sink_(sink) {}

  void read() {
    if (is_too_deep(entry_.html)) {
      return sink_.reject(entry_.location,
                          fmt::format("HTML nested deeper than {}; entry left out", kMaxHtmlDepth));
    }
    const HtmlTree tree(entry_.html);
    content_ = split_posts(tree, entry_.html_line);
    if (content_.posts.empty() && !content_.scheduled) {
      return sink_.reject(entry_.location, "an entry without posts such as 'Mar 16, 19:46 UTC'",
                          entry_.title);
    }
    find_years();
    put_header();
    if (!content_.before.empty()) {
      sink_.remark(entry_.location, "text in front of the first post is left out", content_.before);
    }
    for (const Post& post : content_.posts) put_post(post);
  }

 private:
  void find_years() {
    std::optional<base::LocalTime> reference;
    if (entry_.date) {
      reference = base::LocalTime(std::chrono::floor<seconds>(entry_.date->instant.time_since_epoch()) +
                                  entry_.date->offset.value_or(seconds{0}));
      date_basis_ = base::DateBasis::page_stamp;
    } else if (options_.published) {
      reference = std::chrono::local_days(*options_.published) + std::chrono::hours(24);
      date_basis_ = base::DateBasis::option;
    }
    std::optional<base::LocalTime> not_after;
    for (Post& post : content_.posts) {
      if (post.stamp.year) {
        post.local = local_of(post.stamp.start, *post.stamp.year);
      } else if (reference) {
        post.local = nearest_year(post.stamp.start, *reference, not_after);
      }
      if (post.local) {
        reference = post.local;
        not_after = *post.local + kOrderSlack;
      }
    }
    find_offset();
  }

  // What the entry's own date shows of the page's zone: RSS writes it; Atom's instant is the newest post's,
  // so that the printed clock minus it is the offset.
  void find_offset() {
    if (!entry_.date) return;
    if (entry_.date->offset && *entry_.date->offset != seconds{0}) evidence_ = entry_.date->offset;
    if (content_.posts.empty() || !content_.posts.front().local) return;
    const auto printed = content_.posts.front().local->time_since_epoch();
    const auto known = std::chrono::floor<std::chrono::minutes>(entry_.date->instant.time_since_epoch());
    const auto apart = std::chrono::duration_cast<std::chrono::minutes>(printed - known);
    const bool is_offset = apart % std::chrono::minutes(15) == std::chrono::minutes(0) &&
                           std::chrono::abs(apart) <= std::chrono::hours(14);
    if (is_offset) evidence_ = apart;
    if (!is_offset && entry_.date->offset == seconds{0}) evidence_.reset();
  }

  base::Moment moment_of(const PrintedStamp& stamp, std::optional<base::LocalTime> local) {
    if (!local) {
      base::Moment moment;
      moment.written = stamp.written;
      moment.zone = stamp.zone;
      moment.reason = "the feed gives no date that tells the year; give one with --published";
      return moment;
    }
    const PrintedZone zone = zone_of(stamp.zone, evidence_);
    if (zone.offset && sink_.source().zone.empty()) {
      const base::Instant at(local->time_since_epoch() - *zone.offset);
      sink_.source().zone = civil_zone(stamp.zone, *zone.offset, at).name();
    }
    const auto basis = stamp.year ? base::DateBasis::beside_time : date_basis_;
    return printed_moment(*local, zone, basis, stamp.zone, stamp.written);
  }

  void put_header() {
    model::Event event;
    event.kind = content_.scheduled ? model::EventKind::maintenance : model::EventKind::incident;
    event.location = entry_.location;
    event.incident_id = entry_.incident_id;
    event.incident_title = entry_.title;
    event.title = entry_.title;
    event.url = entry_.link;
    event.edited_at = entry_.edited;
    if (content_.scheduled) {
      put_schedule(event);
    } else {
      const Post& oldest = content_.posts.back();
      event.when = moment_of(oldest.stamp, oldest.local);
      std::vector<PostTime> times;
      for (const Post& post : content_.posts) {
        times.push_back({model::parse_post_status(post.status).value_or(model::PostStatus::none),
                         moment_of(post.stamp, post.local)});
      }
      make_maintenance_of_posts(event, times);
    }
    sink_.event(std::move(event));
  }

  void put_schedule(model::Event& event) {
    const PrintedStamp& stamp = *content_.scheduled;
    std::optional<base::LocalTime> reference;
    if (entry_.date) {
      reference = base::LocalTime(std::chrono::floor<seconds>(entry_.date->instant.time_since_epoch()));
    } else if (!content_.posts.empty()) {
      reference = content_.posts.front().local;
    }
    const auto start = reference ? nearest_year(stamp.start, *reference, {}) : std::nullopt;
    event.level = model::Level::maintenance;
    event.when = moment_of(stamp, start);
    if (!stamp.end || !start) return;
    auto end = nearest_year(*stamp.end, *start, {});
    if (end && *end < *start) end = *end + std::chrono::hours(24);  // "22:00 - 02:00"
    event.until = moment_of(stamp, end);
  }

  void put_post(const Post& post) {
    model::Event event;
    event.kind = model::EventKind::status_update;
    event.location = {post.line, 0, {}};
    event.incident_id = entry_.incident_id;
    event.incident_title = entry_.title;
    event.when = moment_of(post.stamp, post.local);
    event.body = post.body;
    if (put_printed_post(event, post.status, sink_)) put_document(event);
  }

  void put_document(const model::Event& post) {
    prose::DocumentContext context;
    context.title = entry_.title;
    context.organisation = organisation_.label;
    context.incident_id = entry_.incident_id;
    context.first_line = 0;
    if (!sink_.source().zone.empty()) context.page_zone = base::Zone::find(sink_.source().zone);
    for (const Post& other : content_.posts)
      context.page_stamps.push_back(moment_of(other.stamp, other.local));
    prose::read_document(post.body, context, options_, sink_);
  }

  const FeedEntry& entry_;
  const model::Name& organisation_;
  const ReadOptions& options_;
  FactSink& sink_;
  Content content_;
  base::DateBasis date_basis_ = base::DateBasis::none;
  std::optional<seconds> evidence_;
};

}  // namespace

std::optional<FeedDate> feed_date(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return std::nullopt;
  if (const auto instant = base::parse_rfc3339(text)) {
    FeedDate date{*instant, std::nullopt};
    const auto sign = text.find_last_of("+-");
    if (!text.ends_with('Z') && sign != text.npos && sign > 10) {
      if (const auto zone = base::Zone::find(text.substr(sign))) date.offset = zone->offset_at(*instant);
    }
    return date;
  }
  // "Fri, 24 Dec 2021 00:46:18 +0100": reordered, the same grammar as above reads it.
  std::string_view rest = text;
  if (const auto comma = rest.find(','); comma != rest.npos) rest = base::trim(rest.substr(comma + 1));
  const std::string squeezed = base::squeeze(rest);
  const auto parts = base::split(squeezed, ' ');
  if (parts.size() != 5) return std::nullopt;
  const auto stamp =
      parse_printed_stamp(fmt::format("{} {}, {} {}", parts[1], parts[0], parts[2], parts[3].substr(0, 5)));
  if (!stamp || !stamp->year) return std::nullopt;
  const auto local = local_of(stamp->start, *stamp->year);
  if (!local) return std::nullopt;
  int second = 0;
  if (parts[3].size() == 8) std::from_chars(parts[3].data() + 6, parts[3].data() + 8, second);
  std::optional<seconds> offset;
  if (const auto known = base::abbreviation(parts[4]); known && !known->is_generic) {
    offset = known->offset;
  } else if (const auto zone = base::Zone::find(parts[4])) {
    offset = zone->offset_at(base::Instant{});
  }
  if (!offset || second > 60) return std::nullopt;
  return FeedDate{base::Instant(local->time_since_epoch() + seconds(second) - *offset), offset};
}

void read_feed_entry(const FeedEntry& entry, const model::Name& organisation, const ReadOptions& options,
                     FactSink& sink) {
  EntryReader(entry, organisation, options, sink).read();
}

}  // namespace faultline::ingest::formats
