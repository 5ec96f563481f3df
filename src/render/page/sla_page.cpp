#include "render/sla_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "render/page/escape.hpp"
#include "render/page/html_table.hpp"
#include "render/page/page_frame.hpp"
#include "render/page/sla_burn_down.hpp"
#include "render/page/sla_calendar.hpp"
#include "render/sla_report.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {
namespace {

using model::SlaRow;
using Verdict = SlaRow::Verdict;
using Rows = std::vector<const SlaRow*>;

constexpr std::string_view kStyle = R"css(
.calendar{display:block;height:auto;max-width:none}
.calendar text{fill:var(--text);font:11px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.calendar .scale{fill:var(--quiet);font-size:10.5px}
.calendar .date{font-weight:600}
.calendar .on-major{fill:var(--major-text)}
.calendar .on-partial{fill:var(--partial-text)}
.calendar .on-degraded{fill:var(--degraded-text)}
.calendar .on-unknown{fill:var(--unknown-text)}
.calendar .on-blank{fill:var(--quiet)}
.bar.blank{fill:var(--ground);stroke:var(--line)}
.bar.ahead{stroke-dasharray:2 3}
.level.blank{border-color:var(--line)}
.level.ahead{border-style:dotted}
.kept{fill:none;stroke:var(--maintenance-line);stroke-width:2}
.kept-swatch{border:2px solid var(--maintenance-line);color:var(--text)}
.zero{stroke:var(--line);stroke-width:1.4}
h3{font-size:15px;margin:22px 0 6px}
.frame{padding:8px}
.frame+table,.frame+p,table+p{margin-top:10px}
.shares{margin:8px 0 0;padding-left:22px;font-size:14px}
.level.met{background:var(--operational-fill);border-color:var(--operational-line);color:var(--operational-text)}
.level.breached{background:var(--major-fill);border-color:var(--major-line);color:var(--major-text)}
.level.depends,.level.no-data{background:var(--unknown-fill);border-color:var(--unknown-line);color:var(--unknown-text)}
@media print{.place-section{break-before:page}.calendar{break-inside:avoid}h3{break-after:avoid}th{white-space:normal}th,td{padding-right:6px}}
)css";

std::string class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::breached:
      return "breached";
    case Verdict::depends:
      return "depends";
    case Verdict::no_data:
      break;
  }
  return "no-data";
}

std::string paragraph(std::string_view classes, const std::string& text) {
  return fmt::format("<p class=\"{}\">{}</p>\n", classes, escaped(one_line(text)));
}

std::string name_of(const SlaRow& row) {
  std::string name = row.objective.name.empty() ? model::to_string(row.scope) : row.objective.name;
  return row.scope.organisation.is_known() ? row.scope.organisation.label + ", " + name : name;
}

std::string periods_text(const model::SlaResult& result) {
  std::set<std::pair<base::Instant, std::string>> periods;
  for (const SlaRow& row : result.rows) periods.insert({row.period_start, row.period});
  if (periods.empty()) return "no period";
  const std::string &first = periods.begin()->second, &last = periods.rbegin()->second;
  return first == last ? first : fmt::format("{} to {}", first, last);
}

// "2 of 14 objectives are breached, 1 depends on what is not known."
std::string verdicts_text(const model::SlaResult& result) {
  const auto count = [&](Verdict verdict) {
    return std::count_if(result.rows.begin(), result.rows.end(),
                         [&](const SlaRow& row) { return row.verdict == verdict; });
  };
  const auto breached = count(Verdict::breached), depends = count(Verdict::depends),
             unknown = count(Verdict::no_data);
  std::string text = breached == 0 ? fmt::format("None of {} objectives is breached", result.rows.size())
                                   : fmt::format("{} of {} objectives {} breached", breached,
                                                 result.rows.size(), breached == 1 ? "is" : "are");
  if (depends > 0)
    text += fmt::format("; {} {} on what is not known exactly", depends, depends == 1 ? "depends" : "depend");
  if (unknown > 0) text += fmt::format("; of {} nothing is known", unknown);
  const auto provisional = std::count_if(result.rows.begin(), result.rows.end(),
                                         [](const SlaRow& row) { return row.is_provisional; });
  if (provisional > 0) text += fmt::format("; {} provisional", provisional);
  return text + ".";
}

HtmlTable table_of(const model::SlaResult& result, const Rows& rows) {
  HtmlTable table({{"period", "time"},
                   {"organisation", ""},
                   {"cluster", ""},
                   {"service", "names"},
                   {"availability %", ""},
                   {"known %", ""},
                   {"down", ""},
                   {"budget", ""},
                   {"burned %", ""},
                   {"left", ""},
                   {"objective", ""},
                   {"verdict", ""},
                   {"credit %", ""},
                   {"policy", ""}});
  const bool tells_policy = result.policies.size() > 1;
  for (const SlaRow* row : rows) {
    const SlaText text = sla_text(*row, result.policy_of(*row).decimals);
    const std::string credit = credit_text(*row);
    table.row({row->period,
               row->scope.organisation.label,
               place_of(*row),
               service_of(*row),
               text.availability,
               row->coverage ? base::truncated_percent(*row->coverage, 2) : std::string(),
               with_unit(*row, text.down),
               with_unit(*row, amount_text(*row, row->budget)),
               text.burned,
               with_unit(*row, amount_text(*row, row->remaining)),
               objective_text(row->objective),
               {verdict_text(*row), "level " + class_of(row->verdict)},
               credit == "-" ? std::string() : credit,
               tells_policy ? row->policy : std::string()});
  }
  return table;
}

std::string window_text(std::int64_t seconds) {
  return seconds % 3600 == 0 ? fmt::format("{} h", seconds / 3600)
                             : base::truncated_quotient(seconds, 60, 0) + " min";
}

// "; it was detected at 2026-04-10T05:40:00Z, 28 min after the first of them"
std::string detected_text(base::Instant fired, base::Instant detected) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(detected - fired).count();
  const std::string beside = minutes == 0  ? "in the same minute as"
                             : minutes > 0 ? fmt::format("{} min after", minutes)
                                           : fmt::format("{} min before", -minutes);
  return fmt::format("; it was detected at {}, {} the first of them", base::format_rfc3339(detected), beside);
}

// Of each incident one sentence: when alerts on the budget would have fired, and when it was detected.
std::string alerts_html(const SlaRow& row) {
  std::map<std::string, std::vector<std::string>> alerts;
  std::map<std::string, std::pair<base::Instant, std::string>> detected;  // the first alert; what followed
  for (const model::BurnFiring& firing : row.firings) {
    const model::BurnRule& rule = row.burn_rules[firing.rule];
    alerts[firing.incident_id].push_back(fmt::format("{} % of the budget in {} at {}", rule.budget_percent,
                                                     window_text(rule.long_seconds),
                                                     base::format_rfc3339(firing.fired_at)));
    const auto [first, is_new] = detected.try_emplace(firing.incident_id, firing.fired_at, "");
    first->second.first = std::min(first->second.first, firing.fired_at);
    if (firing.detected) first->second.second = detected_text(first->second.first, *firing.detected);
  }
  std::string text;
  for (const auto& [incident, fired] : alerts)
    text += paragraph("quiet", fmt::format("Burn-rate alerts would have fired on {}: {}{}.", incident,
                                           base::join(fired, ", "), detected[incident].second));
  return text;
}

std::string shares_html(const SlaRow& row) {
  if (row.shares.empty()) return "";
  std::string text = "<ol class=\"shares\">\n";
  for (const SlaRow::Share& share : row.shares)
    text += fmt::format("<li>{}: {}, {} % of the budget</li>\n",
                        escaped(share.incident_id.empty() ? share.words : share.incident_id),
                        escaped(with_unit(row, amount_text(row, share.bad))),
                        escaped(burned_percent(row, share.bad)));
  text += "</ol>\n";
  for (const SlaRow::DeployShare& share : row.deploy_shares)
    // The rest is told beside the deploys, so that they sum to the whole; alone it would say nothing.
    if (!share.deploy.empty() || row.deploy_shares.size() > 1)
      text += paragraph(
          "quiet", fmt::format("{}: {}, {} % of the budget",
                               share.deploy.empty() ? "Set off by no deploy" : "Set off by " + share.deploy,
                               with_unit(row, amount_text(row, share.bad)), burned_percent(row, share.bad)));
  return text + alerts_html(row);
}

std::string depends_html(const SlaRow& row) {
  return row.depends_on.empty() ? "" : paragraph("quiet", "It depends on " + row.depends_on + ".");
}

std::string service_html(const model::SlaResult& result, const Rows& rows, int number) {
  const SlaRow& first = *rows.front();
  const std::string name = name_of(first);
  const int decimals = result.policy_of(first).decimals;
  const base::Zone zone = base::Zone::find(result.policy_of(first).zone).value_or(base::Zone::utc());
  std::string heading = service_of(first) == "(all)" ? "The whole of " + place_of(first) : service_of(first);
  if (result.policies.size() > 1) heading += ", under " + first.policy;
  std::string text = fmt::format("<h3>{}</h3>\n", escaped(one_line(heading)));
  const std::string id = fmt::format("row-{}", number);
  const std::string calendar = calendar_svg(rows, zone, id + "-days", name, decimals);
  if (!calendar.empty())
    text += fmt::format(
        "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Days of {}\">\n{}</div>\n",
        escaped(one_line(name) + " " + first.policy), calendar);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SlaRow& row = *rows[i];
    if (row.best.bad == 0 && row.most.bad == 0) {
      text += depends_html(row);
      continue;
    }
    const SlaText figures = sla_text(row, decimals);
    text += paragraph("words", fmt::format("{}: {} % available, {} down, {} % of the budget burned; {}.",
                                           row.period, figures.availability, with_unit(row, figures.down),
                                           figures.burned, verdict_text(row)));
    const std::string burn = row.best.bad == 0 ? std::string()
                                               : burn_down_svg(row, zone, fmt::format("{}-budget-{}", id, i),
                                                               name + ", " + row.period);
    if (!burn.empty())
      text += fmt::format(
          "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Budget left of {}, {} "
          "{}\">\n{}</div>\n",
          escaped(one_line(name)), escaped(row.period), escaped(row.policy), burn);
    text += shares_html(row);
    text += depends_html(row);
  }
  return text;
}

// The rows of one scope under one policy, in order of periods; those without downtime are only named.
std::string services_html(const model::SlaResult& result) {
  std::map<std::string, std::vector<Rows>> places;  // by organisation and cluster, as they come
  std::vector<std::string> order;
  for (const SlaRow& row : result.rows) {
    const std::string place = row.scope.organisation.is_known()
                                  ? fmt::format("{}, {}", row.scope.organisation.label, place_of(row))
                                  : place_of(row);
    if (places.count(place) == 0) order.push_back(place);
    std::vector<Rows>& services = places[place];
    const auto same = std::find_if(services.begin(), services.end(), [&](const Rows& rows) {
      return rows.front()->scope == row.scope && rows.front()->policy == row.policy &&
             rows.front()->objective.name == row.objective.name;
    });
    if (same == services.end())
      services.push_back({&row});
    else
      same->push_back(&row);
  }
  std::string text;
  int number = 0;
  for (const std::string& place : order) {
    text += fmt::format("<section class=\"place-section\">\n<h2>{}</h2>\n", escaped(one_line(place)));
    std::vector<std::string> quiet;
    for (const Rows& rows : places[place]) {
      const bool is_plain = std::all_of(rows.begin(), rows.end(), [](const SlaRow* row) {
        return row->best.bad == 0 && row->most.bad == 0 && row->unknown_seconds == 0 &&
               row->maintenance_seconds == 0 && row->verdict == Verdict::met;
      });
      if (is_plain)
        quiet.push_back(service_of(*rows.front()) +
                        (result.policies.size() > 1 ? " (" + rows.front()->policy + ")" : ""));
      else
        text += service_html(result, rows, ++number);
    }
    if (!quiet.empty())
      text += paragraph("words", fmt::format("Without any downtime: {}.", base::join(quiet, ", ")));
    text += "</section>\n";
  }
  return text;
}

std::string policies_html(const model::SlaResult& result) {
  std::string text = "<section>\n<h2>How it is counted</h2>\n";
  for (const model::Policy& policy : result.policies) {
    text += paragraph("words", model::describe(policy) + ".");
    text += paragraph("place", "SHA-256 of its fields: " + model::digest_of(policy));
  }
  if (!result.config_digest.empty()) text += paragraph("place", "config " + result.config_digest);
  return text + "</section>\n";
}

std::string notes_html(const model::SlaResult& result) {
  const std::vector<std::string> notes = notes_of(result);
  if (notes.empty()) return "";
  std::string text = "<section>\n<h2>Notes</h2>\n<ul>\n";
  for (const std::string& note : notes) text += fmt::format("<li>{}</li>\n", escaped(one_line(note)));
  return text + "</ul>\n</section>\n";
}

Rows pointers(const model::SlaResult& result, bool only_breached) {
  Rows rows;
  for (const SlaRow& row : result.rows)
    if (!only_breached || row.verdict == Verdict::breached) rows.push_back(&row);
  return rows;
}

}  // namespace

std::string sla_page(const model::SlaResult& result) {
  const std::string title = "Availability, " + periods_text(result);
  std::set<std::string> zones, organisations;
  for (const model::Policy& policy : result.policies) zones.insert(policy.zone);
  for (const SlaRow& row : result.rows)
    if (row.scope.organisation.is_known()) organisations.insert(row.scope.organisation.label);
  std::string page = page_begin(title, kStyle);
  page += fmt::format("<h1>{}</h1>\n", escaped(one_line(title)));
  std::string head = base::join(std::vector<std::string>(organisations.begin(), organisations.end()), ", ");
  if (!head.empty()) head += " · ";
  head += "days of " + base::join(std::vector<std::string>(zones.begin(), zones.end()), ", ");
  page += paragraph("quiet", head);
  if (result.rows.empty()) {
    page += "<p>No row: no window lies in the period and scope asked for.</p>\n";
  } else {
    page += paragraph("words", verdicts_text(result));
    for (const model::SealMark& seal : result.seals) page += paragraph("words", seal_text(seal) + ".");
    if (const HtmlTable breaches = table_of(result, pointers(result, true)); !breaches.is_empty())
      page += section("Breached", breaches);
    page += section("All rows", table_of(result, pointers(result, false)));
    page +=
        "<section>\n<h2>Day by day</h2>\n<ul class=\"legend\">\n" + calendar_legend() + "</ul>\n</section>\n";
    page += services_html(result);
  }
  page += policies_html(result) + notes_html(result);
  return page + page_end();
}

}  // namespace faultline::render
