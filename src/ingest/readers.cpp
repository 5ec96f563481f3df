// The table of readers. A new format is a row here, its two functions in readers/, and its samples.
#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest {

namespace {

constexpr Reader kReaders[] = {
    {"statuspage_json",
     "Statuspage API v2: incidents, summary, maintenances, one incident; also incident.io's",
     formats::sniff_statuspage_json, formats::read_statuspage_json},
    {"statuspage_feed", "a status page's incident history as Atom or RSS", formats::sniff_statuspage_feed,
     formats::read_statuspage_feed},
    {"statuspage_html", "a status page's incident or history page as HTML", formats::sniff_statuspage_html,
     formats::read_statuspage_html},
    {"statuspage_text", "an incident page copied as text", formats::sniff_statuspage_text,
     formats::read_statuspage_text},
    {"document", "a written postmortem in Markdown, HTML or text", formats::sniff_document,
     formats::read_document},
    {"events", "our own events as JSON lines or CSV (schemas/json/event.schema.json)", formats::sniff_events,
     formats::read_events},
    {"github_deploys",
     "GitHub's deployments with statuses, releases and workflow runs: REST answers, webhooks",
     formats::sniff_github_deploys, formats::read_github_deploys},
    {"git_log", "the log of a deploy branch (git log --first-parent --pretty=fuller --date=iso-strict)",
     formats::sniff_git_log, formats::read_git_log},
    {"alertmanager", "alerts of Alertmanager or Grafana: webhook payloads, /api/v2/alerts",
     formats::sniff_alertmanager, formats::read_alertmanager},
};

}  // namespace

std::span<const Reader> readers() {
  return kReaders;
}

}  // namespace faultline::ingest
