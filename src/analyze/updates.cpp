#include "analyze/updates.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analyze/moments.hpp"
#include "analyze/status_order.hpp"
#include "analyze/strand_spans.hpp"

namespace faultline::analyze {

namespace {

using model::Event;
using model::PostStatus;

// Half of the words in common: two versions of one post. Two posts of one minute and status share hardly any.
constexpr double kEditOverlap = 0.5;

struct Told {
  const Event* event;
  PostStatus carried;
  std::string bare;
  std::size_t strand;
};

bool same_status(PostStatus a, PostStatus b) {
  return a == b || a == PostStatus::update || b == PostStatus::update;
}

// Which of two tellings is the one to show: the newest edit, else the more exact time, else content order.
bool shows_before(const Told& a, const Told& b) {
  const auto key = [](const Told& t) {
    // Negated, so that the newest is first; -1 for one that tells no edit, which puts it last.
    const std::int64_t edited = t.event->edited_at ? base::to_micros(*t.event->edited_at) : -1;
    return std::make_tuple(-edited, width_of(t.event->when), std::string_view(t.event->source_digest),
                           t.event->ordinal);
  };
  return key(a) < key(b);
}

std::vector<std::vector<Told>> merge(const std::vector<std::vector<Told>>& by_strand) {
  std::vector<std::vector<Told>> merged;
  std::map<std::string, std::size_t> by_update_id;
  std::multimap<base::Instant, std::size_t> by_minute;
  const auto has_strand = [&](std::size_t post, std::size_t strand) {
    return std::any_of(merged[post].begin(), merged[post].end(),
                       [&](const Told& t) { return t.strand == strand; });
  };
  for (const std::vector<Told>& strand : by_strand) {
    std::vector<const Told*> left;
    const auto put = [&](const Told& told, std::optional<std::size_t> at) {
      if (!at) {
        at = merged.size();
        merged.emplace_back();
        if (const auto minute = minute_of(told.event->when)) by_minute.emplace(*minute, *at);
      }
      merged[*at].push_back(told);
      if (!told.event->update_id.empty()) by_update_id.emplace(told.event->update_id, *at);
    };
    // First the sure ones: the page's id, then equal words.
    for (const Told& told : strand) {
      std::optional<std::size_t> at;
      const auto known =
          told.event->update_id.empty() ? by_update_id.end() : by_update_id.find(told.event->update_id);
      if (known != by_update_id.end()) at = known->second;
      if (const auto minute = minute_of(told.event->when); !at && minute) {
        const auto [first, last] = by_minute.equal_range(*minute);
        for (auto i = first; i != last && !at; ++i) {
          const Told& other = merged[i->second].front();
          if (!has_strand(i->second, told.strand) && same_status(other.carried, told.carried) &&
              other.bare == told.bare) {
            at = i->second;
          }
        }
      }
      if (at) {
        put(told, at);
      } else {
        left.push_back(&told);
      }
    }
    // Then what is left alone with one counterpart in its minute: an edit.
    const std::size_t known_posts = merged.size();
    for (const Told* told : left) {
      std::vector<std::size_t> choices;
      if (const auto minute = minute_of(told->event->when)) {
        const auto [first, last] = by_minute.equal_range(*minute);
        for (auto i = first; i != last; ++i) {
          const Told& other = merged[i->second].front();
          const bool both_have_ids = !other.event->update_id.empty() && !told->event->update_id.empty();
          if (i->second < known_posts && !both_have_ids && !has_strand(i->second, told->strand) &&
              same_status(other.carried, told->carried) &&
              word_overlap(other.event->body, told->event->body) >= kEditOverlap) {
            choices.push_back(i->second);
          }
        }
      }
      put(*told, choices.size() == 1 ? std::optional<std::size_t>(choices.front()) : std::nullopt);
    }
  }
  return merged;
}

CasePost show(std::vector<Told> tellings, const FactTable& table) {
  std::stable_sort(tellings.begin(), tellings.end(), shows_before);
  CasePost post;
  post.carried = tellings.front().carried;
  post.shown.body = tellings.front().event->body;
  const auto exact = std::min_element(tellings.begin(), tellings.end(), [](const Told& a, const Told& b) {
    return width_of(a.event->when) < width_of(b.event->when);
  });
  post.shown.when = exact->event->when;
  for (const Told& told : tellings) {
    if (post.carried == PostStatus::update) post.carried = told.carried;
    post.events.push_back(told.event);
    post.shown.evidence.push_back(table.evidence(*told.event));
  }
  // Oldest first; equal words are one version.
  for (auto told = tellings.rbegin(); told != tellings.rend(); ++told) {
    const auto same =
        std::find_if(tellings.rbegin(), told, [&](const Told& t) { return t.bare == told->bare; });
    if (same != told) continue;
    // The version that is shown is the newest: its words, not those of a coarser telling of the same.
    const bool is_shown = told->bare == tellings.front().bare;
    const Told& version = is_shown ? tellings.front() : *told;
    post.shown.versions.push_back(
        {version.event->body, version.event->edited_at, table.evidence(*version.event)});
  }
  return post;
}

}  // namespace

void merge_updates(Case& incident, const FactTable& table) {
  std::vector<std::vector<Told>> by_strand;
  for (std::size_t s = 0; s < incident.strands.size(); ++s) {
    const auto posts = posts_in_order(*incident.strands[s]);
    std::vector<PostStatus> statuses;
    for (const Event* post : posts) statuses.push_back(post->status);
    const auto carried = carried_statuses(statuses);
    std::vector<Told> told;
    for (std::size_t p = 0; p < posts.size(); ++p)
      told.push_back({posts[p], carried[p], bare_text(posts[p]->body), s});
    by_strand.push_back(std::move(told));
  }
  // The most exact strand first: the others are held against it, and posts of one minute keep its order.
  std::stable_sort(by_strand.begin(), by_strand.end(), [](const auto& a, const auto& b) {
    const auto width = [](const auto& told) { return told.empty() ? 0 : width_of(told.front().event->when); };
    return width(a) < width(b);
  });
  for (std::vector<Told>& tellings : merge(by_strand))
    incident.posts.push_back(show(std::move(tellings), table));
  std::stable_sort(incident.posts.begin(), incident.posts.end(), [](const CasePost& a, const CasePost& b) {
    return base::earlier(a.shown.when, b.shown.when);
  });

  std::vector<PostStatus> carried;
  PostStatus before = PostStatus::none;
  for (std::size_t i = 0; i < incident.posts.size(); ++i) {
    CasePost& post = incident.posts[i];
    if (post.carried == PostStatus::update && is_active(before)) post.carried = before;
    const bool repeats = post.carried == before && !is_terminal(post.carried);
    post.shown.status = repeats ? PostStatus::update : post.carried;
    if (post.carried != PostStatus::postmortem) {
      if (!incident.first_post && post.shown.when.is_placed()) incident.first_post = i;
      before = post.carried;
    }
    carried.push_back(post.carried);
  }
  if (const auto end = ending_post(carried)) incident.end_post = end;
  for (const CasePost& post : incident.posts) incident.incident.posts.push_back(post.shown);
}

}  // namespace faultline::analyze
