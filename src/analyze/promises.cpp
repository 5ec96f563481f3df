#include "analyze/promises.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::Claim;
using model::Promise;

class PromiseAudit {
 public:
  PromiseAudit(Case& incident, const FactTable& table) : case_(incident), table_(table) {
    for (std::size_t i = 0; i < case_.posts.size(); ++i) {
      for (const model::Event* event : case_.posts[i].events)
        post_of_[{event->source_digest, event->ordinal}] = i;
    }
  }

  void run() {
    for (const Claim* claim : claims_of(case_, model::ClaimKind::promise)) add(*claim);
    std::stable_sort(case_.incident.promises.begin(), case_.incident.promises.end(),
                     [](const Promise& a, const Promise& b) { return base::earlier(a.posted, b.posted); });
  }

 private:
  std::optional<std::size_t> post_of(const Claim& claim) const {
    const auto found = post_of_.find({claim.source_digest, claim.event_ordinal});
    if (found != post_of_.end()) return found->second;
    const auto minute = minute_of(claim.start);
    for (std::size_t i = 0; minute && i < case_.posts.size(); ++i) {
      if (minute_of(case_.posts[i].shown.when) == minute) return i;
    }
    return std::nullopt;
  }

  std::optional<base::Moment> due_of(const Claim& claim, const base::Moment& posted) const {
    if (claim.seconds && posted.utc) {
      base::Moment due;
      due.utc = base::minute_bounds(base::floor_minute(posted.utc->best) + base::Seconds(*claim.seconds));
      if (posted.local) due.local = *posted.local + base::Seconds(*claim.seconds);
      due.resolution = base::Resolution::minute;
      due.zone = posted.zone;
      due.zone_basis = posted.zone_basis;
      due.date_basis = posted.date_basis;
      return due;
    }
    return claim.end;
  }

  void add(const Claim& claim) {
    const auto post = post_of(claim);
    Promise promise;
    promise.posted = post ? case_.posts[*post].shown.when : claim.start;
    const auto due = due_of(claim, promise.posted);
    if (!due) return;
    promise.due = *due;
    promise.text = claim.text;
    promise.evidence = table_.evidence(claim);
    const auto key = std::make_pair(minute_of(promise.posted), minute_of(promise.due));
    if (key.first && !seen_.insert(key).second) return;
    promise.next = next_after(promise.posted, post);
    const auto next = promise.next ? minute_of(*promise.next) : std::nullopt;
    const auto due_minute = minute_of(promise.due);
    if (next && due_minute) {
      const auto late = std::chrono::duration_cast<base::Seconds>(*next - *due_minute).count();
      promise.late_seconds = std::max<std::int64_t>(0, late);
      promise.verdict = late > 0 ? Promise::Verdict::late : Promise::Verdict::kept;
    }
    case_.incident.promises.push_back(std::move(promise));
  }

  std::optional<base::Moment> next_after(const base::Moment& posted, std::optional<std::size_t> post) const {
    for (std::size_t i = post ? *post + 1 : 0; i < case_.posts.size(); ++i) {
      const CasePost& next = case_.posts[i];
      if (next.carried == model::PostStatus::postmortem || !next.shown.when.is_placed()) continue;
      if (post || base::earlier(posted, next.shown.when)) return next.shown.when;
    }
    return std::nullopt;
  }

  Case& case_;
  const FactTable& table_;
  std::map<std::pair<std::string, int>, std::size_t> post_of_;
  std::set<std::pair<std::optional<base::Instant>, std::optional<base::Instant>>> seen_;
};

}  // namespace

void audit_promises(Case& incident, const FactTable& table) {
  PromiseAudit(incident, table).run();
}

}  // namespace faultline::analyze
