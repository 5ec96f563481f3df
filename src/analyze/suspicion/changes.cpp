#include "analyze/suspicion/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

constexpr auto kSameWithin = std::chrono::minutes(15);
constexpr std::size_t kShortSha = 7;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string plain(std::string_view version) {
  std::string text = base::to_lower(base::trim(version));
  if (text.size() > 1 && text[0] == 'v' && is_digit(text[1])) text.erase(0, 1);
  return text;
}

// The names that `part` picks from the scopes, unknown ones left out.
std::vector<std::string> slugs(const Change& change, model::Name model::Scope::*part) {
  std::vector<std::string> names;
  for (const model::Scope& scope : change.scopes)
    if ((scope.*part).is_known()) names.push_back((scope.*part).slug);
  return names;
}

bool may_share(const Change& a, const Change& b, model::Name model::Scope::*part) {
  const auto left = slugs(a, part), right = slugs(b, part);
  if (left.empty() || right.empty()) return true;
  return std::any_of(left.begin(), left.end(), [&](const std::string& name) {
    return std::find(right.begin(), right.end(), name) != right.end();
  });
}

std::optional<Change> change_of(const DeployHistory::Deploy& deploy) {
  const model::Event& event = *deploy.event;
  const bool has_end = event.until && event.until->is_placed();
  if (!event.when.is_placed() && !has_end) return std::nullopt;
  Change change;
  change.started = event.when.is_placed() ? event.when : *event.until;
  if (has_end && event.when.is_placed()) change.completed = *event.until;
  change.began = change.started.utc->best;
  change.done = change.completed ? std::max(change.began, change.completed->utc->best) : change.began;
  change.scopes = event.scopes;
  change.title = std::string(base::trim(event.title));
  change.body = event.body;
  change.version = std::string(base::trim(event.version));
  change.kind = event.deploy_kind;
  change.outcome = event.outcome;
  change.url = event.url;
  change.evidence = {deploy.evidence};
  return change;
}

// Order that content alone decides.
auto key_of(const Change& change) {
  const model::Evidence& evidence = change.evidence.front();
  return std::tie(change.began, change.done, change.version, change.title, evidence.source_digest,
                  evidence.source_name, evidence.location.line, evidence.location.pointer);
}

bool speaks_before(const Change& a, const Change& b) {
  if (a.has_two_times() != b.has_two_times()) return a.has_two_times();
  if (a.scopes.empty() != b.scopes.empty()) return !a.scopes.empty();
  return key_of(a) < key_of(b);
}

bool are_near(const Change& a, const Change& b) {
  const auto distance = [](base::Instant x, base::Instant y) { return x < y ? y - x : x - y; };
  return std::min({distance(a.began, b.began), distance(a.done, b.done), distance(a.began, b.done),
                   distance(a.done, b.began)}) <= kSameWithin;
}

bool is_same_telling(const Change& a, const Change& b) {
  if (!are_near(a, b)) return false;
  const bool same_url = !a.url.empty() && a.url == b.url;
  for (const model::Evidence& x : a.evidence)
    for (const model::Evidence& y : b.evidence)
      if (x.source_digest == y.source_digest && !same_url) return false;
  return (same_url || same_version(a.version, b.version)) && may_share_service(a, b) &&
         may_share_cluster(a, b);
}

void fill(std::string& own, const std::string& other) {
  if (own.empty()) own = other;
}

void absorb(Change& into, Change other) {
  if (speaks_before(other, into)) std::swap(into, other);
  if (!into.completed && other.completed) into.completed = other.completed;
  if (into.scopes.empty()) into.scopes = other.scopes;
  if (is_sha(into.version) && other.version.size() > into.version.size()) into.version = other.version;
  fill(into.version, other.version);
  fill(into.title, other.title);
  fill(into.body, other.body);
  fill(into.kind, other.kind);
  fill(into.outcome, other.outcome);
  fill(into.url, other.url);
  into.evidence.insert(into.evidence.end(), other.evidence.begin(), other.evidence.end());
}

// One version of one service, brought to several clusters within minutes, is one decision: as so many
// candidates its parts would take each other's share. It runs from the first beginning to the last end.
bool is_same_rollout(const Change& a, const Change& b) {
  const auto has_service = [](const Change& change) {
    return std::any_of(change.scopes.begin(), change.scopes.end(),
                       [](const model::Scope& scope) { return scope.service.is_known(); });
  };
  return are_near(a, b) && same_version(a.version, b.version) && has_service(a) && has_service(b) &&
         may_share_service(a, b) && !may_share_cluster(a, b) && a.kind == b.kind;
}

void extend(Change& rollout, const Change& part) {
  rollout.scopes.insert(rollout.scopes.end(), part.scopes.begin(), part.scopes.end());
  rollout.evidence.insert(rollout.evidence.end(), part.evidence.begin(), part.evidence.end());
  fill(rollout.title, part.title);
  fill(rollout.body, part.body);
  if (part.done <= rollout.done) return;
  rollout.done = part.done;
  rollout.completed = part.completed ? part.completed : part.started;
}

}  // namespace

bool Change::is_effective() const {
  return outcome != "failure" && outcome != "cancelled" && outcome != "in_progress";
}

bool Change::never_began() const {
  return outcome == "cancelled" && done == began;
}

std::string Change::label() const {
  const auto with_service = std::find_if(scopes.begin(), scopes.end(),
                                         [](const model::Scope& scope) { return scope.service.is_known(); });
  const std::string service = with_service == scopes.end() ? "" : with_service->service.label;
  const std::string line = title.empty() ? "" : std::string(base::trim(base::split_lines(title).front()));
  const bool has_sha = is_sha(version);
  const std::string shown = has_sha ? version.substr(0, kShortSha) : version;
  if (!line.empty() && (has_sha || shown.empty()) && line != version)
    return shown.empty() ? line : fmt::format("{} ({})", line, shown);
  if (service.empty() && shown.empty()) return kind.empty() ? "a deploy" : "a deploy of kind " + kind;
  return service.empty() || shown.empty() ? service + shown : service + ' ' + shown;
}

bool is_sha(std::string_view version) {
  if (version.size() < kShortSha || version.size() > 40) return false;
  if (!std::all_of(version.begin(), version.end(), is_hex)) return false;
  return version.size() == 40 || (std::any_of(version.begin(), version.end(), is_digit) &&
                                  !std::all_of(version.begin(), version.end(), is_digit));
}

bool same_version(std::string_view a, std::string_view b) {
  const std::string left = plain(a), right = plain(b);
  if (left.empty() || right.empty()) return false;
  if (left == right) return true;
  return is_sha(left) && is_sha(right) && (left.starts_with(right) || right.starts_with(left));
}

bool may_share_service(const Change& a, const Change& b) {
  return may_share(a, b, &model::Scope::service);
}

bool may_share_cluster(const Change& a, const Change& b) {
  return may_share(a, b, &model::Scope::cluster);
}

std::vector<Change> changes_of(const DeployHistory& history) {
  std::vector<Change> all;
  for (const DeployHistory::Deploy& deploy : history.deploys)
    if (auto change = change_of(deploy)) all.push_back(std::move(*change));
  const auto by_key = [](const Change& a, const Change& b) { return key_of(a) < key_of(b); };
  std::sort(all.begin(), all.end(), by_key);
  std::vector<Change> merged;
  std::size_t open = 0;  // those before it ended too early to be met again
  for (Change& change : all) {
    while (open < merged.size() && merged[open].done + kSameWithin < change.began &&
           merged[open].began + kSameWithin < change.began)
      ++open;
    const auto same = std::find_if(merged.begin() + static_cast<std::ptrdiff_t>(open), merged.end(),
                                   [&](const Change& earlier) { return is_same_telling(earlier, change); });
    if (same == merged.end()) {
      merged.push_back(std::move(change));
      continue;
    }
    absorb(*same, std::move(change));
    same->began = same->started.utc->best;
    same->done = same->completed ? std::max(same->began, same->completed->utc->best) : same->began;
  }
  std::sort(merged.begin(), merged.end(), by_key);
  std::vector<Change> rollouts;
  for (Change& change : merged) {
    // None that began a day before goes on still.
    const auto recent = std::find_if(rollouts.rbegin(), rollouts.rend(), [&](const Change& earlier) {
      return earlier.began + std::chrono::hours(24) < change.began;
    });
    const auto same = std::find_if(rollouts.rbegin(), recent,
                                   [&](const Change& earlier) { return is_same_rollout(earlier, change); });
    if (same == recent) {
      rollouts.push_back(std::move(change));
    } else {
      extend(*same, change);
    }
  }
  return rollouts;
}

}  // namespace faultline::analyze
