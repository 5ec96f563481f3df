// One deployment of GitHub's, put together from what a source says of it: the deployment itself, its statuses
// (in a list beside it, in a list of their own, or one by one from webhooks), in any order.
//
// It becomes one deploy event: from the first status in_progress (else its creation) to the last run of
// success or failure. Without a status its outcome and end are not known, and without a deployment beside its
// statuses it is known by these alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/reader.hpp"
#include "ingest/readers/json_fields.hpp"

namespace faultline::ingest::formats {

// "https://api.github.com/repos/okapi/checkout/deployments/42/statuses/7" -> "okapi/checkout/deployments/42"
// for 4 parts, "checkout" of it. Empty where the address is of another kind.
std::string github_path(std::string_view url, std::size_t parts);
std::string github_repository_name(std::string_view url);

// The time and how it is written; absent where it is neither there nor readable (told).
std::optional<base::Moment> github_time(const JsonObject& object, std::string_view key);

// "login" of a user in `key`.
std::string github_login(const JsonObject& object, std::string_view key);

// The scope of a repository and an environment, completed by what the user gave.
std::vector<model::Scope> github_scopes(std::string_view repository, const model::Name& cluster,
                                        const ReadOptions& options);

class GithubDeployment {
 public:
  // A deployment that counts as a record, or one that only stands beside a status (a webhook's).
  enum class As { record, context };
  void describe(const JsonObject& deployment, As as);
  // One record: a status. `deployment_status` of a webhook or an element of a list.
  void add_status(const JsonObject& status, FactSink& sink);
  // At most one event; all other records ignored with their reasons.
  void put(const ReadOptions& options, FactSink& sink) const;

 private:
  enum class State { in_progress, success, failure, waiting, inactive };
  struct Status {
    State state;
    base::Moment when;
    std::int64_t id;
    std::string environment, url, description;
    model::Location location;
  };
  void set_times(const std::vector<const Status*>& told, model::Event& event) const;
  model::Event event_of(const std::vector<const Status*>& told, const ReadOptions& options) const;

  std::int64_t records_ = 0;
  bool is_transient_ = false;
  model::Location location_;
  std::optional<base::Moment> created_;
  std::string path_, repository_, url_, ref_, sha_, task_, environment_, description_, actor_, told_version_;
  std::vector<Status> statuses_;
};

}  // namespace faultline::ingest::formats
