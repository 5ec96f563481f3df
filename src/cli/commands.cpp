#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/parse.hpp"

namespace faultline::cli {

namespace {

constexpr CommandRow kCommands[] = {
    {"init", "write a commented faultline.toml",
     "Writes a config whose every line is a comment or a default. An existing file is never overwritten.",
     "faultline init", "", make_init},
    {"ingest", "read status pages, postmortems, logs, deploys, alerts",
     "Recognises each file by its content, stores what it says, and computes the incidents anew. The same "
     "content "
     "twice changes nothing. What could not be read is printed on standard error, counted and stored. Each "
     "source "
     "is stored whole or not at all; a path that cannot be opened makes the exit status 2 and the others are "
     "stored.",
     "faultline ingest --published 2021-04-05 pages/ postmortem.md", "text json", make_ingest},
    {"inspect", "show what is understood of a file, without a database",
     "Reads files and says beside their own lines what was understood: posts, rows of the timeline, windows, "
     "durations, promises, and the times that follow from the file alone.",
     "faultline inspect postmortem.md", "text json", make_inspect},
    {"incidents", "list the incidents, newest first",
     "One line an incident. A figure followed by (page) comes from the status page's posts, where the impact "
     "itself "
     "is not known.",
     "faultline incidents --open", "text json csv md", make_incidents},
    {"show", "show one incident: windows, times, metrics, findings",
     "Everything that is known of one incident on one page. The incident is named by its id, the beginning "
     "of its id, "
     "its title or the word latest.",
     "faultline show latest", "text json", make_show},
    {"timeline", "show what happened when, with a bar per cluster",
     "Bars of the impact windows for each ledger and scope over one axis, then every row with its time and "
     "source. As html one self-contained page: the picture, and tables of the same facts.",
     "faultline timeline latest --tz Europe/Madrid", "text json md html", make_timeline},
    {"explain", "show the chain behind a time or a metric",
     "From a value over the interval arithmetic, the milestones and the rule that chose them down to the "
     "line of the "
     "source, with the readings that were rejected and why.",
     "faultline explain latest time_to_resolve", "text json", make_explain},
    {"metrics", "show how long incidents took: median, p90, what is not known",
     "Statistics of detection, mitigation, resolution and the rest over a period: medians with intervals, "
     "open "
     "incidents as censored, what is ranged or unknown counted beside it, paperwork against impact. With "
     "--preset also the figures as a vendor counts them.",
     "faultline metrics --period 2026-Q2 --by cluster", "text json csv md html", make_metrics},
    {"sla", "compute availability and burned budget per cluster and period",
     "Availability per organisation, cluster, service and period under the policy and objectives of the "
     "config. Integers to the end, truncated when printed, a range where an edge or a level is uncertain. "
     "With several policies under --under the same period stands side by side, with the minutes that make "
     "them differ.",
     "faultline sla --period 2021-03 --cluster prod-1", "text json csv md html", make_sla},
    {"export", "write the SLA of a complete period to files",
     "Writes availability and budget as CSV, JSON, workbook, Markdown or metrics into a folder, each file "
     "whole "
     "or not at all. A file that says the same already is left alone. With --due what the schedules of the "
     "config owe. Another run in the same folder: exit status 75.",
     "faultline export sla --period 2021-03 --to reports --as csv,xlsx", "text json", make_export},
    {"report", "tell a period: incidents, times, SLA, promises, open actions",
     "What a team tells of a month or quarter: its incidents and their times, availability, causes that came "
     "back, promised updates, open action items and findings. With --to a folder of pages: an index, one per "
     "incident with its timeline, one per cluster.",
     "faultline report --period 2026-Q2 --by cluster", "text md", make_report},
    {"policy", "list, show or check the rules that availability is counted by",
     "The shipped policies, each a vendor's rule with its source, and those of the config. check reads a "
     "policy file and says what does not fit, with line and column; without a file it checks the config. "
     "import "
     "turns OpenSLO documents into tables of the config, export writes its objectives as OpenSLO.",
     "faultline policy show github", "text json", make_policy},
    {"seal", "close a period: its figures stay as they are",
     "Keeps the rows of a period exactly, with a hash of them, the policy and what they were made of; sla "
     "and "
     "exports show them from then on. --restate makes a dated restatement where the facts give other figures "
     "today; --show prints the text that was hashed.",
     "faultline seal 2021-03 --by 'M. Ode'", "text json", make_seal},
    {"verify", "compute sealed periods anew and compare",
     "Says for each sealed period whether the facts still give what was sealed; where not, row by row what "
     "differs and which sources, corrections, config or policy are new. Also whether the seal itself is "
     "whole. Exit "
     "1 where anything differs.",
     "faultline verify 2021-03", "text json", make_verify},
    {"draft", "write a postmortem draft, or bring an edited one up to date",
     "Markdown from a template. Facts stand in marked blocks; an existing output file is merged: its facts "
     "are "
     "brought up to date, all other text stays, and sentences that quote a changed fact are listed.",
     "faultline draft latest --output postmortem.md", "", make_draft},
    {"annotate", "set right what the sources tell wrongly or not at all",
     "Sets a milestone, the scope, the level or the cause of an incident, with a reason and an author. "
     "Nothing is "
     "overwritten: the correction is kept beside the evidence, explain shows both, and --undo takes it back.",
     "faultline annotate latest --level degraded --reason 'reads went on'", "text json", make_annotate},
    {"merge", "say that two incidents are one",
     "Joins incidents that the sources do not show to belong together, with a reason and an author. "
     "annotate --undo takes it back.",
     "faultline merge INC-A INC-B --reason 'one storage fault behind both'", "text json", make_merge},
    {"split", "say that a part of an incident is one of its own",
     "Takes sources or observed windows out of an incident, with a reason and an author. "
     "annotate --undo takes it back.",
     "faultline split latest other-page.txt --reason 'another fault'", "text json", make_split},
    {"formats", "list the inputs that can be read", "The readers by name, as ingest --as takes them.",
     "faultline formats", "text json", make_formats},
    {"doctor", "check the database and list what could not be read",
     "Health of the database, its sources and all diagnostics. With --dump the whole content, ordered by "
     "content, "
     "a JSON object a line.",
     "faultline doctor", "text json", make_doctor},
    {"completion", "print completions for a shell", "A script to be sourced, for bash, zsh or fish.",
     "faultline completion fish | source", "", make_completion},
    {"help", "show help for a command", "The same text as COMMAND --help; with --man the man page.",
     "faultline help ingest", "", make_help},
};

}  // namespace

std::span<const CommandRow> commands() {
  return kCommands;
}

const CommandRow& command_named(std::string_view name) {
  std::vector<std::string> names;
  for (const CommandRow& row : commands()) {
    if (row.name == name) return row;
    names.emplace_back(row.name);
  }
  throw base::Error(fmt::format("no command '{}'{}", name, suggestion(std::string(name), names)));
}

std::vector<std::string> formats_of(const CommandRow& row) {
  std::vector<std::string> formats;
  for (const std::string_view name : base::split(row.formats, ' ')) {
    if (!name.empty()) formats.emplace_back(name);
  }
  return formats;
}

}  // namespace faultline::cli
