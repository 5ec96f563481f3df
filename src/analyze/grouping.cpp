#include "analyze/grouping.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyze/joiner.hpp"
#include "analyze/neighbours.hpp"
#include "analyze/status_order.hpp"
#include "analyze/strand_spans.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using Kind = Strand::Kind;

// A document and a page of one title are the same incident only where they are near each other: pages use
// the same title again ("Degraded performance").
constexpr std::int64_t kTitleReachSeconds = 7 * 86400;

// "Postmortem: Stale data" and "Incident report - Stale data" are titled as the page is.
std::string incident_title(const std::string& title) {
  std::string folded = folded_title(title);
  for (const char* prefix :
       {"postmortem", "post-mortem", "post mortem", "incident report", "incident", "rca"}) {
    if (!folded.starts_with(prefix)) continue;
    const std::size_t rest = folded.find_first_not_of(" ", std::string_view(prefix).size());
    if (rest == std::string::npos || (folded[rest] != ':' && folded[rest] != '-')) continue;
    return std::string(base::trim(std::string_view(folded).substr(rest + 1)));
  }
  return folded;
}

class Grouper {
 public:
  Grouper(const std::vector<Strand>& strands, const model::Config& config)
      : strands_(strands), config_(config), joiner_(strands) {}

  std::vector<Group> run() {
    join_by_id();
    join_by_fingerprint();
    join_by_posts();
    join_by_title();
    join_by_scope();
    return collect();
  }

 private:
  void join_bucket(const std::vector<std::size_t>& bucket, const std::string& reason) {
    // A strand of an unknown organisation or id joins only where there is no choice.
    std::set<std::string> organisations, ids;
    for (const std::size_t i : bucket) {
      if (strands_[i].organisation.is_known()) organisations.insert(strands_[i].organisation.slug);
      if (!strands_[i].incident_id.empty()) ids.insert(strands_[i].incident_id);
    }
    for (std::size_t a = 0; a < bucket.size(); ++a) {
      for (std::size_t b = a + 1; b < bucket.size(); ++b) {
        const Strand& one = strands_[bucket[a]];
        const Strand& other = strands_[bucket[b]];
        const bool one_home = organisations.size() < 2 || one.organisation == other.organisation;
        const bool one_id = ids.size() < 2 || one.incident_id == other.incident_id;
        if (one_home && one_id) joiner_.join(bucket[a], bucket[b], reason, false);
        if (joiner_.root(bucket[a]) == joiner_.root(bucket[b])) break;  // the rest meets at b
      }
    }
  }

  void join_by_id() {
    std::map<std::string, std::vector<std::size_t>> buckets;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      if (!strands_[i].incident_id.empty()) buckets[strands_[i].incident_id].push_back(i);
    }
    for (const auto& [id, bucket] : buckets)
      join_bucket(bucket, fmt::format("the same incident id '{}'", id));
  }

  // One alert, told as firing by one source and as resolved by another.
  void join_by_fingerprint() {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      if (strands_[i].kind != Kind::alert) continue;
      const model::Event& alert = *strands_[i].events.front();
      if (alert.fingerprint.empty() || !alert.when.utc) continue;
      const std::string key = alert.fingerprint + ' ' + base::format_rfc3339(alert.when.utc->best);
      const auto [known, is_new] = first.emplace(key, i);
      if (!is_new) joiner_.join(known->second, i, "the same alert", false);
    }
  }

  void join_by_posts() {
    std::map<std::string, std::vector<std::size_t>> buckets;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      if (strands_[i].kind != Kind::page || strands_[i].title.empty()) continue;
      const std::string title = folded_title(strands_[i].title);
      const auto posts = posts_in_order(strands_[i]);
      std::vector<model::PostStatus> statuses;
      for (const model::Event* post : posts) statuses.push_back(post->status);
      const auto carried = carried_statuses(statuses);
      std::set<std::string> keys;
      for (std::size_t p = 0; p < posts.size(); ++p) {
        const auto minute = minute_of(posts[p]->when);
        if (!minute) continue;
        const std::string at = title + '\n' + base::format_rfc3339(*minute) + '\n';
        keys.insert(at + std::string(model::to_string(carried[p])));
        if (p == 0) keys.insert(at + "first");
      }
      for (const std::string& key : keys) buckets[key].push_back(i);
    }
    for (const auto& [key, bucket] : buckets)
      join_bucket(bucket, "the same title with posts in the same minute");
  }

  void join_by_title() {
    std::map<std::string, std::vector<std::size_t>> pages;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      if (strands_[i].kind == Kind::page && !strands_[i].title.empty()) {
        pages[incident_title(strands_[i].title)].push_back(i);
      }
    }
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      if (strands_[i].kind != Kind::document || strands_[i].title.empty() || joiner_.has_page(i)) continue;
      const auto found = pages.find(incident_title(strands_[i].title));
      if (found == pages.end()) continue;
      std::set<std::size_t> roots;
      std::optional<std::pair<std::int64_t, std::size_t>> nearest;
      for (const std::size_t page : found->second) {
        if (!joiner_.may_join(i, page)) continue;
        roots.insert(joiner_.root(page));
        for (const Span& mine : strands_[i].spans) {
          for (const Span& theirs : strands_[page].spans) {
            const auto entry = std::make_pair(gap_seconds(mine, theirs), page);
            if (!nearest || entry < *nearest) nearest = entry;
          }
        }
      }
      if (nearest && nearest->first <= kTitleReachSeconds) {
        joiner_.join(i, nearest->second, "the document has the page's title and is near it in time", false);
      } else if (strands_[i].spans.empty() && strands_[i].part == 0 && roots.size() == 1) {
        joiner_.join(i, *roots.begin(), "the document has the page's title (weak: it tells no time)", true);
      }
    }
  }

  void join_pair(const Neighbour& pair, std::string_view what) {
    const bool is_weak = pair.grade == Grade::weak;
    joiner_.join(pair.strand, pair.other,
                 fmt::format("{} in time and scope{}", what,
                             is_weak ? " (weak: organisation, cluster or service is not told by both)" : ""),
                 is_weak);
  }

  // A feed that names no component speaks of those that the same incident's other sources name.
  std::vector<Strand> with_scopes_of_their_incident() {
    std::map<std::size_t, std::vector<model::Scope>> known;
    for (std::size_t i = 0; i < strands_.size(); ++i) {
      for (const model::Scope& scope : strands_[i].scopes) {
        if (names_a_place(scope)) add_scopes(known[joiner_.root(i)], {scope});
      }
    }
    std::vector<Strand> told = strands_;
    for (std::size_t i = 0; i < told.size(); ++i) {
      const bool is_named = std::any_of(told[i].scopes.begin(), told[i].scopes.end(), names_a_place);
      if (!is_named && !told[i].is_loose()) add_scopes(told[i].scopes, known[joiner_.root(i)]);
    }
    return told;
  }

  void join_by_scope() {
    const std::vector<Strand> told = with_scopes_of_their_incident();
    const std::vector<Neighbour> pairs = find_neighbours(told, config_.calls);
    const auto kind = [&](std::size_t i) { return strands_[i].kind; };
    const auto is_loose = [&](std::size_t i) { return strands_[i].is_loose(); };
    const auto is_observed = [&](std::size_t i) { return kind(i) == Kind::observed; };
    // Best first, so each takes the best page it meets and no second one.
    for (const Neighbour& pair : pairs) {
      if (kind(pair.other) != Kind::page || is_loose(pair.strand) || joiner_.has_page(pair.strand)) continue;
      join_pair(pair, kind(pair.strand) == Kind::document ? "document and page meet"
                      : is_observed(pair.strand)          ? "what the logs show and the page meet"
                                                          : "component changes and page meet");
    }
    for (const Neighbour& pair : pairs) {
      if (is_loose(pair.strand) || is_loose(pair.other) || kind(pair.other) == Kind::page) continue;
      if (joiner_.has_page(pair.strand) && joiner_.has_page(pair.other)) continue;
      const bool has_document = kind(pair.strand) == Kind::document || kind(pair.other) == Kind::document;
      if (!has_document && pair.grade != Grade::strong) continue;
      join_pair(pair, is_observed(pair.strand) || is_observed(pair.other)
                          ? "windows that the logs show meet the rest"
                          : "documents or component changes meet");
    }
    std::set<std::size_t> taken;
    for (const Neighbour& pair : pairs) {
      const bool strand_loose = is_loose(pair.strand), other_loose = is_loose(pair.other);
      if (strand_loose == other_loose) continue;
      const std::size_t loose = strand_loose ? pair.strand : pair.other;
      // An alert of two sources is in already; through it two incidents must not become one.
      if (!taken.insert(loose).second || joiner_.has_incident(loose)) continue;
      join_pair(pair,
                kind(loose) == Kind::alert ? "an alert meets the incident" : "a deploy meets the incident");
    }
  }

  std::vector<Group> collect() {
    std::map<std::size_t, Group> groups;
    for (std::size_t i = 0; i < strands_.size(); ++i) groups[joiner_.root(i)].strands.push_back(i);
    std::vector<Group> result;
    for (auto& [root, group] : groups) {
      std::set<std::string> reasons = joiner_.reasons(root);
      for (const std::size_t i : group.strands) {
        if (kind_has_document(strands_[i])) reasons.insert("the postmortem stands on the incident's page");
      }
      group.is_weak = joiner_.is_weak(root);
      group.reason = reasons.empty()
                         ? "told by one source"
                         : base::join(std::vector<std::string>(reasons.begin(), reasons.end()), "; ");
      result.push_back(std::move(group));
    }
    return result;
  }

  static bool kind_has_document(const Strand& strand) {
    return strand.kind == Kind::page &&
           std::any_of(strand.events.begin(), strand.events.end(),
                       [](const model::Event* event) { return event->kind == model::EventKind::note; });
  }

  const std::vector<Strand>& strands_;
  const model::Config& config_;
  Joiner joiner_;
};

}  // namespace

std::vector<Group> group_strands(const std::vector<Strand>& strands, const model::Config& config) {
  return Grouper(strands, config).run();
}

}  // namespace faultline::analyze
