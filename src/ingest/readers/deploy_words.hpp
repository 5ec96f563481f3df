// What the words of a deploy say: its kind, its version, its environment. The table of words is in
// deploy_words.cpp and in docs/deploys-and-alerts.md.
//
//   kind_of_sentence("Rollback checkout to v41")  -> "rollback"
//   kind_of_commit("chore(config): raise the pool")  -> "config"
//   kind_of_commit("Revert \"Revert \\\"Add a cache\\\"\"")  -> "" (it is there again)
#pragma once

#include <string>
#include <string_view>

#include "model/scope.hpp"

namespace faultline::ingest::formats {

// Each empty where the words say nothing; a deploy is then of the kind "code".
std::string kind_of_name(std::string_view name);  // a task, a workflow: one word is enough
std::string kind_of_sentence(
    std::string_view text);  // a description, a branch: how it begins, and plain phrases
std::string kind_of_commit(std::string_view subject);
std::string kind_of_environment(std::string_view environment);  // docs or infrastructure

// A name that says deploy, release or rollback, and neither "preview" nor "dry run".
bool is_deploy_name(std::string_view name);

// A tag-like text: "v2.41.0", "checkout-v2.41", "2026.10", "refs/tags/anything" (without the prefix).
std::string version_of_ref(std::string_view ref);
// The first word of a sentence that is a version.
std::string version_in(std::string_view text);
std::string short_sha(std::string_view sha);  // seven digits, as git prints it

// How often "Revert" stands in a subject that begins with Revert "...": odd = taken back.
int reverts_of(std::string_view subject);

// "prod2" -> prod-2; any other environment is a cluster by its own name, but for GitHub's pages.
model::Name cluster_of_environment(std::string_view environment);
// The environment that the words of a name tell: "Deploy prod-2" -> prod-2, "Deploy to staging" -> staging.
model::Name cluster_in_name(std::string_view name);

}  // namespace faultline::ingest::formats
