// Deploys as GitHub tells them, from its REST API or its webhooks:
//
//   [DEPLOYMENT ...], each with or without "statuses": [STATUS ...]   GET /repos/O/R/deployments
//   [STATUS ...]                                                      GET .../deployments/ID/statuses
//   [RELEASE ...]                                                     GET /repos/O/R/releases
//   {"workflow_runs": [RUN ...]}, [RUN ...]                           GET /repos/O/R/actions/runs
//   {"action": ..., "deployment": ..., "deployment_status": ..., "repository": ...}   a webhook's payload;
//     also "release", "workflow_run"; bare, as {"event": ..., "payload": ...}, {"headers": ..., "body": ...},
//     or as a delivery that GitHub kept, {"event": ..., "request": {"payload": ...}}
//
// in one document, in pages behind each other, or in JSON lines, mixed as they come.
// https://docs.github.com/en/rest/deployments, /en/rest/releases, /en/rest/actions/workflow-runs,
// https://docs.github.com/en/webhooks/webhook-events-and-payloads
//
// One deploy event per deployment (github_deployment.hpp), published release, and attempt of a workflow run
// whose name says deploy, release or rollback. Left out with a reason: transient environments, statuses
// inactive, drafts, runs that are no deploy, other webhooks. The owner of a repository is not taken for the
// organisation of a status page: that is --organisation. Not read: notes of releases, jobs, reviews.
#include <simdjson.h>

#include <map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/deploy_words.hpp"
#include "ingest/readers/github_deployment.hpp"
#include "ingest/readers/json_documents.hpp"
#include "ingest/readers/readers_list.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

// A thing that is told whole each time: the later state counts.
struct Latest {
  model::Event event;
  bool is_over = false;
  std::int64_t told = 0;
};

std::string_view last_of_path(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

class GithubReader {
 public:
  GithubReader(const ReadOptions& options, FactSink& sink) : options_(options), sink_(sink) {
    sink.source().organisation = organisation_name({}, options).label;
  }

  void read(const JsonObject& object) {
    if (object.has("workflow_runs")) return read_list(object, "workflow_runs");
    std::string event(object.text("event"));
    if (object.has("workflow_id")) return read_run(object, {});  // of a run, "event" is what triggered it
    if (event.empty()) event = std::string(object.text("x-github-event"));
    if (const auto headers = object.object("headers")) {
      for (const char* name : {"X-GitHub-Event", "x-github-event"}) {
        if (event.empty()) event = std::string(headers->text(name));
      }
    }
    if (const auto request = object.object("request")) {
      if (const auto payload = request->object("payload")) return read_webhook(*payload, event);
    }
    for (const char* key : {"payload", "body"}) {
      const bool is_envelope = !object.has("statuses_url") && !object.has("tag_name") && object.has(key);
      if (!is_envelope) continue;
      if (const auto payload = object.object(key)) return read_webhook(*payload, event);
    }
    if (object.has("statuses_url")) return read_deployment(object);
    if (object.has("deployment_url")) return read_status(object, std::nullopt);
    if (object.has("tag_name")) return read_release(object, {}, {});
    read_webhook(object, event);
  }

  void finish() {
    for (auto& slot : slots_) {
      if (const auto* deployment = std::get_if<GithubDeployment>(&slot)) {
        deployment->put(options_, sink_);
      } else {
        sink_.event(std::move(std::get<Latest>(slot).event));
      }
    }
  }

 private:
  void read_list(const JsonObject& object, const char* key) {
    const auto list = object.array(key);
    if (!list) return sink_.reject(object.location(), fmt::format("'{}' is no list", key));
    std::size_t i = 0;
    for (const dom::element element : *list) {
      dom::object inner;
      model::Location where = object.location();
      where.pointer = fmt::format("{}/{}", object.pointer_to(key), i++);
      if (element.get(inner) == simdjson::SUCCESS) {
        read(JsonObject(inner, where.pointer, sink_, where.line));
      } else {
        sink_.reject(where, fmt::format("a record is {} where an object is expected", type_name(element)));
      }
    }
    if (i == 0) sink_.ignore("an empty list");
  }

  // Which webhook it is: by its name where an envelope tells it, else by what it holds. Other webhooks carry
  // a deployment or a run beside their own thing.
  void read_webhook(const JsonObject& payload, std::string_view event) {
    const auto is = [&](std::string_view name) {
      return (event.empty() || event == name) && payload.has(name);
    };
    const auto repository = payload.object("repository");
    const std::string_view name = repository ? repository->text("name") : std::string_view();
    if (is("deployment_status")) {
      const auto status = payload.object("deployment_status");
      if (!status) return sink_.reject(payload.location(), "a payload without its deployment_status");
      return read_status(*status, payload.object("deployment"));
    }
    const bool is_beside = payload.has("check_run") || payload.has("workflow_job") ||
                           payload.has("reviewers") || payload.has("approver") ||
                           payload.has("deployment_callback_url");
    if (!is_beside && is("deployment")) {
      if (const auto deployment = payload.object("deployment")) return read_deployment(*deployment);
      return sink_.reject(payload.location(), "a payload without its deployment");
    }
    if (is("release")) {
      if (const auto release = payload.object("release"))
        return read_release(*release, name, payload.text("action"));
      return sink_.reject(payload.location(), "a payload without its release");
    }
    if (!is_beside && is("workflow_run")) {
      if (const auto run = payload.object("workflow_run")) return read_run(*run, name);
      return sink_.reject(payload.location(), "a payload without its workflow_run");
    }
    sink_.ignore("a record that is no deployment, release or workflow run");
  }

  GithubDeployment& deployment_at(std::string_view url, const JsonObject& object) {
    std::string key = github_path(url, 4);
    if (key.empty()) key = fmt::format("{} {}", object.location().line, object.pointer());
    const auto [known, is_new] = by_key_.emplace(key, slots_.size());
    if (is_new) slots_.emplace_back(GithubDeployment());
    return std::get<GithubDeployment>(slots_[known->second]);
  }

  void read_deployment(const JsonObject& object) {
    GithubDeployment& deployment = deployment_at(object.text("url"), object);
    deployment.describe(object, GithubDeployment::As::record);
    const auto statuses = object.array("statuses");
    if (!statuses) return;
    std::size_t i = 0;
    for (const dom::element element : *statuses) {
      dom::object inner;
      model::Location where = object.location();
      where.pointer = fmt::format("{}/{}", object.pointer_to("statuses"), i++);
      if (element.get(inner) == simdjson::SUCCESS) {
        deployment.add_status(JsonObject(inner, where.pointer, sink_, where.line), sink_);
      } else {
        sink_.reject(where, fmt::format("a status is {} where an object is expected", type_name(element)));
      }
    }
  }

  void read_status(const JsonObject& status, const std::optional<JsonObject>& beside) {
    std::string_view url = status.text("deployment_url");
    if (url.empty() && beside) url = beside->text("url");
    GithubDeployment& deployment = deployment_at(url, status);
    if (beside) deployment.describe(*beside, GithubDeployment::As::context);
    deployment.add_status(status, sink_);
  }

  void read_release(const JsonObject& release, std::string_view repository, std::string_view action) {
    if (action == "deleted" || action == "unpublished")
      return sink_.ignore("a release that was deleted or withdrawn");
    if (release.flag("draft") || !release.has("published_at"))
      return sink_.ignore("a release that is not published");
    const auto published = github_time(release, "published_at");
    if (!published) return sink_.reject(release.location(), "a release without a time in published_at");
    const std::string_view url = release.text("url");
    const std::string named = repository.empty() ? github_repository_name(url) : std::string(repository);
    const std::string_view tag = release.text("tag_name");
    const std::string_view name = base::trim(release.text("name"));
    model::Event event;
    event.kind = model::EventKind::deploy;
    event.location = release.location();
    event.when = *published;
    event.version = std::string(tag);
    event.title = fmt::format("{}{}{} {}", named, named.empty() ? "" : ": ",
                              release.flag("prerelease") ? "pre-release" : "release", tag);
    if (!name.empty() && name != tag) event.body = std::string(name);
    event.deploy_kind = kind_of_sentence(name);
    if (event.deploy_kind.empty()) event.deploy_kind = "code";
    event.actor = github_login(release, "author");
    event.url = std::string(release.text("html_url"));
    event.update_id = github_path(url, 4);
    event.scopes = github_scopes(named, {}, options_);
    put(std::move(event), "release", true);
  }

  // Why a run is no deploy; empty where it is one.
  static std::string reason_against(const JsonObject& run) {
    const std::string_view event = run.text("event"), status = run.text("status");
    const std::string_view conclusion = run.text("conclusion");
    const std::string_view file = last_of_path(run.text("path"));
    const bool is_triggered = event == "deployment" || event == "release";
    if (event == "pull_request" || event == "pull_request_target") return "a workflow run for a pull request";
    if (event == "deployment_status") return "a workflow run that follows a deployment";
    if (!is_triggered && !is_deploy_name(run.text("name")) && !is_deploy_name(file))
      return "a workflow run whose name says neither deploy, release nor rollback";
    if (status != "completed" && status != "in_progress") return "a workflow run that has not begun";
    if (conclusion == "skipped" || conclusion == "stale" || conclusion == "action_required")
      return "a workflow run that was not carried out";
    return {};
  }

  void read_run(const JsonObject& run, std::string_view repository) {
    if (std::string reason = reason_against(run); !reason.empty()) return sink_.ignore(std::move(reason));
    const char* begun = run.has("run_started_at") ? "run_started_at" : "created_at";
    const auto when = github_time(run, begun);
    if (!when) return sink_.reject(run.location(), fmt::format("a workflow run without a time in {}", begun));
    const std::string_view url = run.text("url"), name = run.text("name");
    const std::string named = repository.empty() ? github_repository_name(url) : std::string(repository);
    const std::string_view branch = run.text("head_branch"), conclusion = run.text("conclusion");
    const bool is_over = run.text("status") == "completed";
    model::Event event;
    event.kind = model::EventKind::deploy;
    event.location = run.location();
    event.when = *when;
    if (auto end = is_over ? github_time(run, "updated_at") : std::nullopt) {
      end->reason = "the last change of the run; GitHub tells no other end";
      if (end->utc->best < when->utc->best) {
        event.note = "its end is before its start and is left out";
      } else {
        event.until = std::move(end);
      }
    }
    if (!is_over) {
      event.outcome = "in_progress";
    } else if (conclusion == "success" || conclusion == "cancelled" || conclusion == "failure") {
      event.outcome = std::string(conclusion);
    } else if (conclusion == "timed_out" || conclusion == "startup_failure") {
      event.outcome = "failure";
    }
    const auto number = run.integer("run_number");
    event.title = fmt::format("{}{}{}{}", named, named.empty() ? "" : ": ",
                              name.empty() ? "a workflow" : name, number ? fmt::format(" #{}", *number) : "");
    event.body = std::string(run.text("display_title"));
    event.version = version_of_ref(branch);
    if (event.version.empty()) event.version = short_sha(run.text("head_sha"));
    for (const std::string& kind : {kind_of_name(name), kind_of_name(last_of_path(run.text("path"))),
                                    kind_of_commit(event.body), kind_of_sentence(branch)}) {
      if (event.deploy_kind.empty()) event.deploy_kind = kind;
    }
    if (event.deploy_kind.empty()) event.deploy_kind = "code";
    event.actor = github_login(run, "triggering_actor");
    if (event.actor.empty()) event.actor = github_login(run, "actor");
    event.url = std::string(run.text("html_url"));
    event.update_id = fmt::format("{}/{}", github_path(url, 5), run.integer("run_attempt").value_or(1));
    event.scopes = github_scopes(named, cluster_in_name(name), options_);
    put(std::move(event), "workflow run", is_over);
  }

  // By its id; a state that is over is later than one that is not, else the one that stands later.
  void put(model::Event event, std::string_view what, bool is_over) {
    std::string key = event.update_id;
    if (key.empty() || key.starts_with('/'))
      key = fmt::format("{} {} {}", what, event.location.line, event.location.pointer);
    const auto [known, is_new] = by_key_.emplace(std::move(key), slots_.size());
    if (is_new) {
      slots_.emplace_back(Latest{std::move(event), is_over, 1});
      return;
    }
    sink_.ignore(fmt::format("an earlier state of the same {}", what));
    auto& latest = std::get<Latest>(slots_[known->second]);
    if (is_over || !latest.is_over) latest = Latest{std::move(event), is_over, latest.told + 1};
  }

  const ReadOptions& options_;
  FactSink& sink_;
  std::vector<std::variant<GithubDeployment, Latest>> slots_;  // in the source's order
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace

Sniff sniff_github_deploys(const Input& input) {
  const JsonShape shape(input.bytes);
  if (shape.has("workflow_runs") || shape.has("[].workflow_runs")) return Sniff::certain;
  for (const std::string prefix :
       {"", "[].", "[][].", "payload.", "[].payload.", "body.", "[].body.", "request.payload."}) {
    const auto has = [&](std::string_view name) { return shape.has(prefix + std::string(name)); };
    const bool is_rest = (has("statuses_url") && has("environment") && has("sha")) ||
                         (has("deployment_url") && has("state")) ||
                         (has("tag_name") && has("published_at")) || (has("workflow_id") && has("head_sha"));
    const bool is_webhook = has("deployment.statuses_url") || has("deployment_status.deployment_url") ||
                            (has("release.tag_name") && has("release.published_at")) ||
                            has("workflow_run.workflow_id");
    if (is_rest || is_webhook) return Sniff::certain;
  }
  return Sniff::no;
}

void read_github_deploys(const Input& input, const ReadOptions& options, FactSink& sink) {
  GithubReader reader(options, sink);
  for_each_json_document(input.bytes, sink, [&](dom::element root, int line) {
    for_each_object(root, line, "a record", sink, [&](const JsonObject& object) { reader.read(object); });
  });
  reader.finish();
}

}  // namespace faultline::ingest::formats
