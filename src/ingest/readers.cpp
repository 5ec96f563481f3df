// The table of readers. A new format is a row here, its two functions in readers/, and its samples; the rows
// of the line formats in schemas/logs/ follow by themselves.
#include <iterator>
#include <utility>

#include "ingest/readers/readers_list.hpp"

namespace faultline::ingest {

namespace {

const Reader kReaders[] = {
    {"statuspage_json",
     "Statuspage API v2: incidents, summary, maintenances, one incident; also incident.io's",
     formats::sniff_statuspage_json, formats::read_statuspage_json},
    {"statuspage_feed", "a status page's incident history as Atom or RSS", formats::sniff_statuspage_feed,
     formats::read_statuspage_feed},
    {"statuspage_html", "a status page's incident or history page as HTML", formats::sniff_statuspage_html,
     formats::read_statuspage_html},
    {"statuspage_text", "an incident page copied as text", formats::sniff_statuspage_text,
     formats::read_statuspage_text},
    {"document", "a written postmortem: Markdown, HTML, rST or text", formats::sniff_document,
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
    {"rollups", "requests and errors per minute as CSV, counted by another system", formats::sniff_rollups,
     nullptr, formats::stream_rollups},
    {"jsonl", "application logs as JSON lines, maybe wrapped by Kubernetes, Docker or docker compose",
     formats::sniff_jsonl, nullptr, formats::stream_jsonl},
};

}  // namespace

std::span<const Reader> readers() {
  static const std::vector<Reader> kAll = [] {
    std::vector<Reader> all(std::begin(kReaders), std::end(kReaders));
    for (Reader& format : formats::line_format_readers()) all.push_back(std::move(format));
    return all;
  }();
  return kAll;
}

}  // namespace faultline::ingest
