#include "ingest/readers/github_deployment.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/deploy_words.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

bool is_sha(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdef") == text.npos;
}

void take(std::string& field, std::string_view text) {
  if (!text.empty()) field = std::string(text);
}

// The payload is whatever the deployer put there: an object, or a text that may hold one.
std::string version_of_payload(const JsonObject& deployment) {
  dom::object payload;
  if (deployment.raw().at_key("payload").get(payload) != simdjson::SUCCESS) return {};
  for (const char* key : {"version", "tag", "release"}) {
    std::string_view text;
    if (payload.at_key(key).get(text) == simdjson::SUCCESS && !text.empty()) return std::string(text);
  }
  return {};
}

}  // namespace

std::string github_path(std::string_view url, std::size_t parts) {
  constexpr std::string_view kRepos = "/repos/";
  auto at = url.find(kRepos);
  if (at == url.npos) return {};
  url.remove_prefix(at + kRepos.size());
  at = 0;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto slash = url.find('/', at);
    if (slash == url.npos) return i + 1 == parts && at < url.size() ? std::string(url) : std::string();
    at = slash + 1;
  }
  return std::string(url.substr(0, at - 1));
}

std::string github_repository_name(std::string_view url) {
  const std::string path = github_path(url, 2);
  return path.substr(path.find('/') + 1);
}

std::optional<base::Moment> github_time(const JsonObject& object, std::string_view key) {
  const auto instant = object.time(key);
  if (!instant) return std::nullopt;
  return base::exact_moment(*instant, object.text(key));
}

std::string github_login(const JsonObject& object, std::string_view key) {
  const auto user = object.object(key);
  return user ? std::string(user->text("login")) : std::string();
}

std::vector<model::Scope> github_scopes(std::string_view repository, const model::Name& cluster,
                                        const ReadOptions& options) {
  model::Scope scope;
  scope.organisation = organisation_name({}, options);
  scope.service = model::make_name(repository.empty() ? std::string_view(options.service) : repository);
  scope.cluster = cluster;
  if (!cluster.is_known())
    scope.cluster = model::cluster_name(options.cluster).value_or(model::make_name(options.cluster));
  if (scope == model::Scope{}) return {};
  return {scope};
}

void GithubDeployment::describe(const JsonObject& deployment, As as) {
  if (as == As::record && records_++ == 0) location_ = deployment.location();
  if (auto created = github_time(deployment, "created_at")) created_ = std::move(created);
  const std::string_view url = deployment.text("url");
  take(path_, github_path(url, 4));
  take(repository_, github_repository_name(url));
  take(url_, url);
  take(ref_, deployment.text("ref"));
  take(sha_, deployment.text("sha"));
  take(task_, deployment.text("task"));
  take(environment_, deployment.text("environment"));
  take(description_, deployment.text("description"));
  take(actor_, github_login(deployment, "creator"));
  take(told_version_, version_of_payload(deployment));
  is_transient_ = is_transient_ || deployment.flag("transient_environment");
}

void GithubDeployment::add_status(const JsonObject& status, FactSink& sink) {
  struct Row {
    std::string_view word;
    State state;
  };
  constexpr auto kStates = std::to_array<Row>({{"in_progress", State::in_progress},
                                               {"success", State::success},
                                               {"failure", State::failure},
                                               {"error", State::failure},
                                               {"queued", State::waiting},
                                               {"pending", State::waiting},
                                               {"waiting", State::waiting},
                                               {"inactive", State::inactive}});
  const std::string_view word = status.text("state");
  const auto row = std::find_if(kStates.begin(), kStates.end(), [&](const Row& r) { return r.word == word; });
  if (row == kStates.end()) {
    return sink.reject(status.location(),
                       fmt::format("'{}' is no state of a deployment", base::printable(word)));
  }
  auto when = github_time(status, "created_at");
  if (!when) return sink.reject(status.location(), "a status without a time in created_at");
  std::string_view url = status.text("log_url");
  if (url.empty()) url = status.text("target_url");
  if (url.empty()) url = status.text("environment_url");
  if (path_.empty()) path_ = github_path(status.text("deployment_url"), 4);
  if (repository_.empty()) repository_ = github_repository_name(status.text("deployment_url"));
  if (actor_.empty()) actor_ = github_login(status, "creator");
  statuses_.push_back({row->state, std::move(*when), status.integer("id").value_or(0),
                       std::string(status.text("environment")), std::string(url),
                       std::string(status.text("description")), status.location()});
}

void GithubDeployment::set_times(const std::vector<const Status*>& told, model::Event& event) const {
  const auto is_final = [](const Status* s) { return s->state != State::in_progress; };
  const auto begun = std::find_if_not(told.begin(), told.end(), is_final);
  if (begun != told.end()) {
    event.when = (*begun)->when;
  } else if (created_) {
    event.when = *created_;
  } else if (!told.empty()) {
    event.when = told.front()->when;  // known by its end alone
  }
  if (told.empty()) return;
  const State last = told.back()->state;
  event.outcome = last == State::in_progress ? "in_progress" : last == State::success ? "success" : "failure";
  if (last == State::in_progress || (begun == told.end() && !created_)) return;
  // A success that is told again later ended the first time.
  auto end = told.rbegin();
  while (std::next(end) != told.rend() && (*std::next(end))->state == last) ++end;
  if ((*end)->when.utc->best < event.when.utc->best) {
    event.note = "its end is before its start and is left out";
  } else {
    event.until = (*end)->when;
  }
}

model::Event GithubDeployment::event_of(const std::vector<const Status*>& told,
                                        const ReadOptions& options) const {
  model::Event event;
  event.kind = model::EventKind::deploy;
  event.location = records_ > 0 ? location_ : told.front()->location;
  set_times(told, event);
  std::string environment = environment_;
  std::string description = description_;
  event.url = url_;
  for (const Status* status : told) {
    if (environment_.empty()) take(environment, status->environment);
    if (description_.empty()) take(description, status->description);
    take(event.url, status->url);
  }
  const std::string_view repository =
      repository_.empty() ? std::string_view(options.service) : std::string_view(repository_);
  std::string what = is_sha(ref_) ? short_sha(ref_) : ref_;
  if (what.empty())
    what = path_.empty() ? "a deployment" : "deployment " + path_.substr(path_.rfind('/') + 1);
  event.title = fmt::format("{}{}{}{}{}", repository, repository.empty() ? "" : ": ", what,
                            environment.empty() ? "" : " to ", environment);
  event.body = std::move(description);
  event.version = told_version_;
  if (event.version.empty()) event.version = version_of_ref(ref_);
  if (event.version.empty()) event.version = version_in(description_);
  if (event.version.empty()) event.version = short_sha(sha_);
  for (const std::string& kind : {kind_of_name(task_), kind_of_sentence(description_), kind_of_sentence(ref_),
                                  kind_of_environment(environment)}) {
    if (event.deploy_kind.empty()) event.deploy_kind = kind;
  }
  if (event.deploy_kind.empty()) event.deploy_kind = "code";
  event.actor = actor_;
  event.update_id = path_;
  event.scopes = github_scopes(repository, cluster_of_environment(environment), options);
  return event;
}

void GithubDeployment::put(const ReadOptions& options, FactSink& sink) const {
  std::vector<const Status*> told;
  for (const Status& status : statuses_) {
    if (status.state == State::inactive) {
      sink.ignore("a status inactive: a newer deployment took its place");
    } else if (status.state == State::waiting) {
      sink.ignore("a status queued or pending: nothing had begun");
    } else {
      told.push_back(&status);
    }
  }
  std::sort(told.begin(), told.end(), [](const Status* a, const Status* b) {
    return std::pair(a->when.utc->best, a->id) < std::pair(b->when.utc->best, b->id);
  });
  const auto count = static_cast<std::int64_t>(told.size());
  if (is_transient_) {
    if (records_ > 0) sink.ignore("a deployment to a transient environment", records_);
    if (count > 0) sink.ignore("a status of a deployment to a transient environment", count);
    return;
  }
  if (records_ == 0 && told.empty()) return;
  if (told.empty() && !created_) {
    sink.reject(location_, "a deployment without a time in created_at");
  } else {
    sink.event(event_of(told, options));
  }
  if (records_ > 1) sink.ignore("the same deployment again", records_ - 1);
  const std::int64_t beside = records_ > 0 ? count : count - 1;
  if (beside > 0) sink.ignore("a status that its deployment's event tells", beside);
}

}  // namespace faultline::ingest::formats
