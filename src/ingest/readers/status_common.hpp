// What the readers of status pages share: scopes of components, titles of pages, positions in text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/reader.hpp"
#include "model/event.hpp"
#include "model/scope.hpp"

namespace faultline::ingest::formats {

// The component's scope. Where the page gives no group, one is taken from the name only if it is a
// cluster's: "Prod 2 - Builder", "Prod 2 (Builder)"; "EU - North" stays one name.
model::Scope scope_of_component(const model::Name& organisation, std::string_view group,
                                std::string_view name);

// "Prod 1 (API, Builder), Prod 2 (API), and Website." -> the scopes, sorted. Pages join their last group with
// "and".
std::vector<model::Scope> scopes_of_affected(const model::Name& organisation, std::string_view list);

// Keeps `scopes` sorted and unique.
void add_scope(std::vector<model::Scope>& scopes, model::Scope scope);

// "Okapi Cloud Status - Incident History" -> "Okapi Cloud"; "Okapi Cloud Status - Late mail" too.
std::string organisation_of_title(std::string_view page_title);

// "https://status.example/incidents/1x2y3z4" -> "1x2y3z4"; empty where the link is of another kind.
std::string incident_id_of_link(std::string_view link);

// The organisation that the content tells, else the one that the user gave.
model::Name organisation_name(std::string_view told, const ReadOptions& options);

// Takes a post of a page whose status is printed in words: an unknown word is remarked and the post kept. Its
// promises and windows become claims; returns true where it is a postmortem, whose document the caller knows best
// how to place.
bool put_printed_post(model::Event post, std::string_view status, FactSink& sink);

// One post's place in the life of a maintenance.
struct PostTime {
  model::PostStatus status = model::PostStatus::none;
  base::Moment when;
};

// Where the posts are those of a maintenance, the header becomes one: from the post "in progress" to the post
// "completed", each only where there is such a post. For forms that do not print the announced window.
void make_maintenance_of_posts(model::Event& header, const std::vector<PostTime>& posts);

// Byte offsets to 1-based lines and columns.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  model::Location at(std::size_t offset) const;

 private:
  std::vector<std::size_t> starts_;
};

}  // namespace faultline::ingest::formats
