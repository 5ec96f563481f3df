// statuspage_text: an incident page of a Statuspage-style status page, copied as text.
//
//   <title>
//   Incident Report for <organisation>
//   [Postmortem <body> Posted <stamp>]        the newest "post", where one was published
//   { <Status> <body> Posted <stamp> }        newest first
//   This incident affected: <group> (<component>, ...), ...
//
// <stamp>: "May 05, 2026 - 01:17 PDT", "9 months ago. Nov 30, 2023 - 11:01 PST", "Aug 6, 17:49 UTC" (the year
// then comes from --published). Blank lines may stand anywhere. The abbreviation beside a stamp is its
// offset; the page's zone is the civil zone behind it. Vendor's page:
// https://support.atlassian.com/statuspage/docs/
//
// Deliberately ignored: the page's furniture (subscribe links, "Powered by", navigation), counted as such.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "ingest/prose/document.hpp"
#include "ingest/prose/line_limit.hpp"
#include "ingest/prose/page_text.hpp"
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest::formats {

namespace {

using prose::PagePost;
using prose::PageText;

model::Location at_line(int line) {
  return {line, 1, {}};
}

std::vector<model::Scope> affected_scopes(const PageText& page) {
  std::vector<model::Scope> scopes;
  const model::Name organisation = model::make_name(page.organisation);
  for (const auto& path : model::parse_affected_list(page.affected)) {
    scopes.push_back(model::component_scope(organisation, path.group, path.component));
  }
  std::sort(scopes.begin(), scopes.end());
  scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
  return scopes;
}

void put_incident(const PageText& page, const std::vector<model::Scope>& scopes, FactSink& sink) {
  model::Event incident;
  incident.kind = model::EventKind::incident;
  incident.location = at_line(page.title_line);
  incident.incident_title = page.title;
  incident.title = page.title;
  incident.scopes = scopes;
  sink.event(std::move(incident));
}

void put_post(const PageText& page, const PagePost& post, const std::vector<model::Scope>& scopes,
              const ReadOptions& options, const prose::DocumentContext& around, FactSink& sink) {
  model::Event event;
  event.kind = model::EventKind::status_update;
  event.location = at_line(post.line);
  event.when = post.when;
  event.status = post.status;
  event.incident_title = page.title;
  event.body = post.body;
  event.scopes = scopes;
  if (!post.note.empty()) event.note = post.note;
  const int ordinal = sink.event(event);
  if (event.status != model::PostStatus::postmortem) return prose::read_post(event, ordinal, sink);
  prose::DocumentContext context = around;
  context.first_line = post.body_line;
  prose::read_document(post.raw_body, context, options, sink);
}

}  // namespace

Sniff sniff_statuspage_text(const Input& input) {
  return prose::sniff_page_text(input.bytes);
}

void read_statuspage_text(const Input& input, const ReadOptions& options, FactSink& sink) {
  const std::string cut = prose::cut_long_lines(input.bytes, sink);
  const PageText page = prose::parse_page_text(cut.empty() ? std::string_view(input.bytes) : cut, options);
  sink.source().title = page.title;
  sink.source().organisation = page.organisation.empty() ? options.organisation : page.organisation;
  if (page.zone) sink.source().zone = page.zone->name();
  const auto scopes = affected_scopes(page);
  if (!page.posts.empty() || !page.title.empty()) put_incident(page, scopes, sink);

  prose::DocumentContext around;
  around.title = page.title;
  around.organisation = sink.source().organisation;
  around.page_zone = page.zone;
  around.page_scopes = scopes;
  for (const auto& post : page.posts) {
    if (post.when.is_placed() || post.when.local) around.page_stamps.push_back(post.when);
  }
  for (const auto& post : page.posts) put_post(page, post, scopes, options, around, sink);
  for (const auto& orphan : page.without_stamp) {
    sink.reject(at_line(orphan.line),
                "a post without 'Posted <date>' below it has no time; was the copy cut off?", orphan.text);
  }
  if (page.furniture_lines > 0) sink.ignore("line of the page's furniture", page.furniture_lines);
}

}  // namespace faultline::ingest::formats
