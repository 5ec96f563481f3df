// Draft: a postmortem in Markdown from a template, whose facts live in marked blocks.
//
//   <!-- faultline:begin impact inc=corvane-2024-10-31-2fc5 digest=1f2e3d4c -->
//   | cluster | ... |
//   <!-- faultline:end impact -->
//
// The comments are invisible when rendered. merge_draft over an edited file replaces what stands between
// the marks, keeps every other byte, and lists the sentences outside that quote a fact which has changed.
// A block whose inside a person edited is kept beside the new one and reported, never silently lost.
// Text from posts and documents is escaped for Markdown and HTML, so that it cannot break out of its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/incident.hpp"
#include "model/report.hpp"
#include "model/sla.hpp"

namespace faultline::render {

// "postmortem", "customer", "executive": the templates that ship, templates/draft_*.mustache.
std::vector<std::string> draft_templates();

// `template_text` = a mustache template; every key it names must exist, else base::Error names the key, its
// line and the nearest key. The SLA result is for the incident's months and scopes.
std::string render_draft(const model::Report& report, const model::Incident& incident,
                         const model::SlaResult& sla, std::string_view template_text);

struct StaleQuote {
  int line = 0;  // of the edited file
  std::string sentence;
  std::string was, now;  // the fact as quoted and as it is
};

struct MergedDraft {
  std::string text;
  std::vector<std::string> changed_blocks;  // whose facts are new
  std::vector<std::string> edited_blocks;   // which a person had changed inside; both texts are kept
  std::vector<std::string> missing_blocks;  // deleted by a person; not put back
  std::vector<StaleQuote> stale;
  std::vector<std::string> unknown_blocks;  // of the file, not of the fresh draft: left as they are
  std::string other_incident;               // the id in the file's marks where it is not the fresh draft's
};

// Throws base::Error where the marks of `edited` are broken (an end without a begin, nested), with the line.
MergedDraft merge_draft(std::string_view edited, std::string_view fresh);

}  // namespace faultline::render
