#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "render/inspect_report.hpp"
#include "render/overview.hpp"
#include "render/show_report.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::ClaimKind;
using model::Event;
using model::EventKind;

struct Remark {
  std::string text;
  Tint tint = Tint::plain;
  int column = 1;  // of the words it is about
};

std::string words(std::string_view name) {
  return base::replace_all(std::string(name), "_", " ");
}

std::string event_remark(const Event& event, const Style& style) {
  std::string what = words(model::to_string(event.kind));
  if (event.kind == EventKind::note) what = "row";
  if (event.kind == EventKind::status_update) what = "post " + words(model::to_string(event.status));
  if (event.kind == EventKind::component_change && event.level) what = level_text(*event.level);
  std::string text = what;
  if (event.when.utc || event.when.local || !event.when.written.empty())
    text += ": " + when_text(event.when, style);
  if (event.until) text += " to " + when_text(*event.until, style);
  return text;
}

std::string claim_remark(const model::Claim& claim, const Style& style) {
  const auto span = [&] {
    std::string text = when_text(claim.start, style);
    if (claim.end) text += " to " + when_text(*claim.end, style);
    return text;
  };
  switch (claim.kind) {
    case ClaimKind::window:
      return "window: " + span();
    case ClaimKind::duration:
      if (claim.seconds == 0) return "no delay: " + claim.text;
      return "duration: " + (claim.seconds ? base::format_duration(base::Seconds(*claim.seconds)) : "?");
    case ClaimKind::milestone:
      return words(claim.milestone ? model::to_string(*claim.milestone) : "milestone") + ": " + span();
    case ClaimKind::promise:
      return "promise: " + (claim.end ? "due " + when_text(*claim.end, style) : claim.text);
    case ClaimKind::action_item:
      return "action item";
    case ClaimKind::level:
      return level_text(claim.level);
    case ClaimKind::scope:
      return "scope: " + scopes_text(claim.scopes);
    case ClaimKind::follow_up:
      return "follow-up: " + span();
    case ClaimKind::amount:
      return claim.amount ? "amount: " + amount_text(*claim.amount) : "amount";
    case ClaimKind::empty_section:
      return "! nothing below this heading";
    case ClaimKind::customer_named:
      return "! a customer's name: " + claim.text;
    case ClaimKind::unknown_name:
      return "! no known cluster: " + claim.text;
    case ClaimKind::told_time:
      return "time: " + span();
  }
  return "";
}

using Remarks = std::map<int, std::vector<Remark>>;  // by line

// The same thing read twice from one line is said once.
void remark(Remarks& remarks, int line, Remark one) {
  std::vector<Remark>& there = remarks[line];
  const auto same = [&](const Remark& known) { return known.text == one.text; };
  if (std::none_of(there.begin(), there.end(), same)) there.push_back(std::move(one));
}

// What was weighed and not taken, with the reason: "not 2023-07-28 03:32: the clock would run backwards ...".
void rejected(Remarks& remarks, const model::Location& at, const base::Moment& when, const Style& style) {
  for (const base::Reading& reading : when.rejected) {
    base::Moment moment;
    moment.utc = reading.utc;
    moment.local = reading.local;
    moment.resolution = when.resolution;
    remark(remarks, at.line,
           {fmt::format("  not {}: {}", when_text(moment, style), reading.reason), Tint::yellow, at.column});
  }
}

Remarks remarks_of(const Inspection& inspection, const Style& style) {
  Remarks remarks;
  for (const Event& event : inspection.facts.events) {
    remark(remarks, event.location.line, {event_remark(event, style), Tint::green, event.location.column});
    rejected(remarks, event.location, event.when, style);
  }
  for (const model::Claim& claim : inspection.facts.claims) {
    remark(remarks, claim.location.line, {claim_remark(claim, style), Tint::cyan, claim.location.column});
    rejected(remarks, claim.location, claim.start, style);
    if (claim.end) rejected(remarks, claim.location, *claim.end, style);
  }
  for (const base::Diagnostic& diagnostic : inspection.facts.diagnostics) {
    remark(remarks, diagnostic.line, {"! " + diagnostic.message, Tint::yellow, diagnostic.column});
  }
  for (auto& [line, there] : remarks) {
    std::stable_sort(there.begin(), there.end(),
                     [](const Remark& a, const Remark& b) { return a.column < b.column; });
  }
  return remarks;
}

std::string padded(const Style& style, const Remark& remark, std::size_t width) {
  const std::string text = base::ellipsize(one_line(remark.text), width);
  const std::size_t used = base::display_width(text);
  return tinted(style, remark.tint, text) + std::string(width - std::min(width, used), ' ');
}

// A remark in lines of the margin's width; what follows its first line stands two columns in.
void add_lines(std::vector<Remark>& lines, const Remark& remark, std::size_t width) {
  constexpr int kMostLines = 4;
  const bool is_detail = remark.text.starts_with("  ");
  const int columns = static_cast<int>(width) - (is_detail ? 2 : 0);
  const std::string text = wrapped(one_line(remark.text), columns, 2, kMostLines);
  for (const std::string_view line : base::split(text, '\n')) {
    const bool is_first = line.data() == text.data();
    lines.push_back({(is_detail && is_first ? "  " : "") + std::string(line), remark.tint, remark.column});
  }
}

// Which of the wrapped lines has the byte at `column`.
std::size_t line_with(const std::vector<std::string_view>& lines, int column) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    end += lines[i].size() + 1;
    if (static_cast<std::size_t>(std::max(1, column)) <= end) return i;
  }
  return lines.empty() ? 0 : lines.size() - 1;
}

// The file's own text, whole, behind what was read of each line.
std::string margin_view(const Inspection& inspection, const Style& style) {
  constexpr std::size_t kMargin = 44;
  constexpr int kLeastText = 30, kColumnsBeforeText = 53;
  const auto remarks = remarks_of(inspection, style);
  const int text_width = std::max(kLeastText, style.width - kColumnsBeforeText);
  std::string text =
      '\n' + tinted(style, Tint::dim, fmt::format("line  {:<{}}   text", "understood as", kMargin)) + '\n';
  int number = 0;
  for (const std::string_view line : base::split_lines(inspection.bytes)) {
    ++number;
    const std::string shown = wrapped(one_line(line), text_width, 0);
    const std::vector<std::string_view> right = base::split(shown, '\n');
    std::vector<Remark> left;
    if (const auto found = remarks.find(number); found != remarks.end()) {
      for (const Remark& one : found->second) {
        left.resize(std::max(left.size(), line_with(right, one.column)));  // beside its words, or below
        add_lines(left, one, kMargin);
      }
    }
    if (left.empty() && shown.empty()) continue;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const std::string margin =
          i < left.size() ? padded(style, left[i], kMargin) : std::string(kMargin, ' ');
      const std::string words = i < right.size() && !right[i].empty() ? " " + std::string(right[i]) : "";
      text += fmt::format("{:>4}  {} |{}\n", i == 0 ? std::to_string(number) : "", margin, words);
    }
  }
  return text;
}

// For formats whose places are JSON pointers: the facts in order.
std::string list_view(const Inspection& inspection, const Style& style) {
  std::string text = "\n" + tinted(style, Tint::bold, "understood") + '\n';
  for (const Event& event : inspection.facts.events) {
    const std::string what = event.body.empty() ? event.title : event.body;
    const std::string words_of_it = what.empty() ? event.incident_title : what;
    const Remark remark{event_remark(event, style), Tint::green};
    text += "  " + padded(style, remark, 44) + ' ' +
            base::ellipsize(one_line(words_of_it), static_cast<std::size_t>(std::max(30, style.width - 48))) +
            '\n';
  }
  for (const model::Claim& claim : inspection.facts.claims) {
    const Remark remark{claim_remark(claim, style), Tint::cyan};
    text += "  " + padded(style, remark, 44) + ' ' +
            base::ellipsize(one_line(claim.text), static_cast<std::size_t>(std::max(30, style.width - 48))) +
            '\n';
  }
  return text;
}

std::string heading_of(const Inspection& inspection) {
  const model::Source& source = inspection.facts.source;
  std::string text = fmt::format("{}: ", one_line(source.name));
  if (source.reader.empty()) return text + "no reader knows this content; see faultline formats\n";
  text += fmt::format("{}, {} bytes, {}, {}", source.reader, source.bytes,
                      counted(static_cast<std::int64_t>(inspection.facts.events.size()), "event", "events"),
                      counted(static_cast<std::int64_t>(inspection.facts.claims.size()), "claim", "claims"));
  text += ", " + counted(static_cast<std::int64_t>(inspection.facts.diagnostics.size()), "diagnostic",
                         "diagnostics");
  if (source.records_ignored > 0) text += fmt::format(", {} ignored", source.records_ignored);
  text += '\n';
  if (!source.title.empty()) text += fmt::format("title         {}\n", one_line(source.title));
  text += fmt::format("organisation  {}\n",
                      source.organisation.empty() ? "not known" : one_line(source.organisation));
  text += fmt::format("zone          {}\n", source.zone.empty() ? "not known" : source.zone);
  return text;
}

// By the first moment that is placed; incidents without one stand last.
std::vector<const model::Incident*> oldest_first(const std::vector<model::Incident>& incidents) {
  const auto first_of = [](const model::Incident& incident) {
    base::Instant first = base::Instant::max();
    const auto take = [&](const base::Moment& when) {
      if (when.utc) first = std::min(first, when.utc->best);
    };
    for (const model::ImpactWindow& window : incident.windows) take(window.start);
    for (const model::TimelineRow& row : incident.timeline) take(row.when);
    for (const model::StatusPost& post : incident.posts) take(post.when);
    return first;
  };
  std::vector<const model::Incident*> sorted;
  for (const model::Incident& incident : incidents) sorted.push_back(&incident);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const auto* a, const auto* b) { return first_of(*a) < first_of(*b); });
  return sorted;
}

}  // namespace

std::string inspect_text(const Inspection& inspection, const Style& style) {
  std::string text = heading_of(inspection);
  const auto& events = inspection.facts.events;
  const bool has_pointers = std::any_of(events.begin(), events.end(),
                                        [](const Event& event) { return !event.location.pointer.empty(); });
  text += has_pointers ? list_view(inspection, style) : margin_view(inspection, style);
  for (const model::Incident* each : oldest_first(inspection.report.incidents)) {
    const model::Incident& incident = *each;
    text += '\n' + tinted(style, Tint::bold, fmt::format("incident {}", title_of(incident))) + '\n';
    text += windows_section(incident, style) + milestones_section(incident, style) +
            promises_section(incident.promises, style) + durations_section(incident.durations, style) +
            amounts_section(incident.amounts, style) + actions_section(incident.action_items, style) +
            findings_section(incident.findings, style);
  }
  if (inspection.report.incidents.empty()) text += "\nno incident: nothing in it tells of one\n";
  return text + findings_section(inspection.report.findings, style);
}

}  // namespace faultline::render
