#include "analyze/source_strands.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "analyze/status_order.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::Event;
using model::EventKind;

constexpr int kNone = -1;
constexpr int kSeveral = -2;

bool makes_page(const Event& event) {
  return event.kind == EventKind::status_update || event.kind == EventKind::maintenance ||
         (event.kind == EventKind::component_change &&
          (!event.incident_id.empty() || !event.incident_title.empty()));
}

class Cutter {
 public:
  Cutter(const model::Source& source, const SourceFactRefs& refs, const FactTable& table)
      : source_(source), refs_(refs), table_(table) {}

  SourceStrands run() {
    place_named_events();
    place_nameless_posts();
    count_pages();
    for (const Event* event : refs_.events) {
      if (event->kind == EventKind::note || event->kind == EventKind::incident ||
          event->kind == EventKind::annotation) {
        if (!placed_.count(event->ordinal)) place_note(*event);
      }
    }
    index_places();
    for (const Claim* claim : refs_.claims) place_claim(*claim);
    spread_shared_part();
    finish();
    return std::move(out_);
  }

 private:
  int open_strand(Strand::Kind kind, const Event* first) {
    Strand strand;
    strand.kind = kind;
    strand.source_digest = source_.digest;
    if (first != nullptr) strand.incident_id = first->incident_id;
    out_.strands.push_back(std::move(strand));
    return static_cast<int>(out_.strands.size()) - 1;
  }

  void put(int strand, const Event& event) {
    out_.strands[static_cast<std::size_t>(strand)].events.push_back(&event);
    placed_[event.ordinal] = strand;
  }

  // Everything that names its incident, by id or by title. A second header of the same title begins a
  // second incident of that name.
  void place_named_events() {
    std::map<std::string, std::string> id_of_title;
    std::set<std::string> ambiguous;
    for (const Event* event : refs_.events) {
      if (event->incident_id.empty() || event->incident_title.empty()) continue;
      const auto [at, fresh] = id_of_title.emplace(folded_title(event->incident_title), event->incident_id);
      if (!fresh && at->second != event->incident_id) ambiguous.insert(at->first);
    }
    bool has_posts = false;
    for (const Event* event : refs_.events) has_posts = has_posts || makes_page(*event);
    std::map<std::string, int> by_key;
    std::set<std::string> headed;
    for (const Event* event : refs_.events) {
      // In a document the parts tell its incidents apart; its title is that of all of them.
      const bool is_documents = !has_posts && event->incident_id.empty() &&
                                (event->kind == EventKind::note || event->kind == EventKind::incident);
      if (is_documents) continue;
      std::string key = event->incident_id;
      if (key.empty() && !event->incident_title.empty()) {
        const std::string title = folded_title(event->incident_title);
        const auto known = id_of_title.find(title);
        if (known != id_of_title.end() && !ambiguous.count(title)) {
          key = known->second;
        } else {
          key = "title:" + title;
          if (event->kind == EventKind::incident && !headed.insert(key).second) by_key.erase(key);
        }
      }
      if (key.empty()) {
        if (event->kind == EventKind::component_change || event->kind == EventKind::alert ||
            event->kind == EventKind::deploy) {
          out_.loose.push_back(event);
        }
        continue;
      }
      auto found = by_key.find(key);
      if (found == by_key.end()) {
        found = by_key.emplace(key, open_strand(Strand::Kind::document, event)).first;
      }
      Strand& strand = out_.strands[static_cast<std::size_t>(found->second)];
      if (makes_page(*event)) strand.kind = Strand::Kind::page;
      if (strand.incident_id.empty()) strand.incident_id = event->incident_id;
      put(found->second, *event);
    }
  }

  // Posts without id and title: cut after a resolved one. A maintenance stands on its own.
  void place_nameless_posts() {
    std::vector<const Event*> posts;
    for (const Event* event : refs_.events) {
      if (placed_.count(event->ordinal)) continue;
      if (event->kind == EventKind::maintenance) put(open_strand(Strand::Kind::page, event), *event);
      if (event->kind == EventKind::status_update) posts.push_back(event);
    }
    if (posts.size() > 1 && base::earlier(posts.back()->when, posts.front()->when)) {
      std::reverse(posts.begin(), posts.end());
    }
    int strand = kNone;
    bool ended = false;
    for (const Event* post : posts) {
      const bool begins = ended && is_active(post->status);
      if (strand == kNone || begins) strand = open_strand(Strand::Kind::page, post);
      ended = is_terminal(post->status) || (ended && !begins);
      put(strand, *post);
    }
  }

  void count_pages() {
    for (std::size_t i = 0; i < out_.strands.size(); ++i) {
      only_ = i == 0 ? static_cast<int>(i) : kSeveral;
    }
  }

  int part_strand(int part) {
    const auto found = parts_.find(part);
    if (found != parts_.end()) return found->second;
    const int strand = open_strand(Strand::Kind::document, nullptr);
    out_.strands.back().part = part;
    parts_.emplace(part, strand);
    return strand;
  }

  void place_note(const Event& event) {
    if (only_ >= 0) return put(only_, event);
    if (only_ == kNone) return put(part_strand(event.part), event);
    // Several incidents and no name: the one told last before it.
    int last = 0;
    for (const Event* other : refs_.events) {
      if (other->ordinal >= event.ordinal) break;
      const auto found = placed_.find(other->ordinal);
      if (found != placed_.end()) last = found->second;
    }
    put(last, event);
  }

  void index_places() {
    if (only_ != kSeveral) return;
    for (const Event* event : refs_.events) {
      const auto found = placed_.find(event->ordinal);
      if (found == placed_.end()) continue;
      if (event->location.line > 0) lines_.emplace_back(event->location.line, found->second);
      for (std::string pointer = event->location.pointer; !pointer.empty();
           pointer.resize(pointer.find_last_of('/') == std::string::npos ? 0 : pointer.find_last_of('/'))) {
        const auto at = pointers_.emplace(pointer, found->second).first;
        if (at->second != found->second) at->second = kSeveral;
      }
    }
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  int strand_at(const model::Location& location) const {
    for (std::string pointer = location.pointer; !pointer.empty();
         pointer.resize(pointer.find_last_of('/') == std::string::npos ? 0 : pointer.find_last_of('/'))) {
      const auto found = pointers_.find(pointer);
      if (found != pointers_.end() && found->second != kSeveral) return found->second;
    }
    if (lines_.empty()) return 0;
    auto after = std::upper_bound(lines_.begin(), lines_.end(), location.line,
                                  [](int line, const auto& entry) { return line < entry.first; });
    if (after != lines_.begin()) --after;
    return after->second;
  }

  void place_claim(const Claim& claim) {
    const auto told_in = placed_.find(claim.event_ordinal);
    int strand = kNone;
    if (only_ >= 0) {
      strand = only_;
    } else if (only_ == kNone) {
      strand = part_strand(claim.part);
    } else {
      strand = told_in != placed_.end() ? told_in->second : strand_at(claim.location);
    }
    out_.strands[static_cast<std::size_t>(strand)].claims.push_back(&claim);
  }

  // Part 0 of a document with several parts belongs to each of them.
  void spread_shared_part() {
    const auto shared = parts_.find(0);
    if (shared == parts_.end() || parts_.size() < 2) return;
    const Strand common = out_.strands[static_cast<std::size_t>(shared->second)];
    for (const auto& [part, index] : parts_) {
      if (part == 0) continue;
      Strand& strand = out_.strands[static_cast<std::size_t>(index)];
      strand.events.insert(strand.events.end(), common.events.begin(), common.events.end());
      strand.claims.insert(strand.claims.end(), common.claims.begin(), common.claims.end());
    }
    out_.strands.erase(out_.strands.begin() + shared->second);
  }

  // What the document says of all its incidents stays with the first, so that none of it is lost.
  std::vector<model::Scope> own_scopes(const Strand& strand) const {
    int first = 0;
    for (const auto& [part, index] : parts_) {
      if (part != 0 && first == 0) first = part;
    }
    if (strand.part == first) return strand.scopes;
    std::vector<model::Scope> own;
    for (const Event* event : strand.events) {
      if (event->part == strand.part) add_scopes(own, event->scopes);
    }
    for (const Claim* claim : strand.claims) {
      if (claim->part == strand.part) add_scopes(own, claim->scopes);
    }
    return own;
  }

  void finish() {
    const auto by_ordinal = [](const auto* a, const auto* b) { return a->ordinal < b->ordinal; };
    for (Strand& strand : out_.strands) {
      std::sort(strand.events.begin(), strand.events.end(), by_ordinal);
      std::sort(strand.claims.begin(), strand.claims.end(), by_ordinal);
      strand.organisation = table_.organisation(source_.digest);
      for (const Event* event : strand.events) {
        add_scopes(strand.scopes, event->scopes);
        if (strand.title.empty()) strand.title = event->incident_title;
        if (strand.title.empty() && event->kind == EventKind::incident) strand.title = event->title;
      }
      for (const Claim* claim : strand.claims) add_scopes(strand.scopes, claim->scopes);
      if (strand.title.empty() && only_ != kSeveral) strand.title = source_.title;
      if (strand.part != 0) strand.own_scopes = own_scopes(strand);
      for (const model::Scope& scope : strand.scopes) {
        if (!strand.organisation.is_known()) strand.organisation = scope.organisation;
      }
    }
  }

  const model::Source& source_;
  const SourceFactRefs& refs_;
  const FactTable& table_;
  SourceStrands out_;
  std::unordered_map<int, int> placed_;  // event ordinal -> strand
  std::map<int, int> parts_;             // part of a document -> strand
  std::vector<std::pair<int, int>> lines_;
  std::unordered_map<std::string, int> pointers_;
  int only_ = kNone;  // the one strand of the page, kNone = a document, kSeveral
};

}  // namespace

SourceStrands cut_source(const model::Source& source, const SourceFactRefs& refs, const FactTable& table) {
  return Cutter(source, refs, table).run();
}

}  // namespace faultline::analyze
