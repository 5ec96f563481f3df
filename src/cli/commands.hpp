// The commands' makers, one per file of commands/. The table over them is commands.cpp.
#pragma once

#include <memory>

#include "cli/command.hpp"

namespace faultline::cli {

std::unique_ptr<Command> make_init();
std::unique_ptr<Command> make_ingest();
std::unique_ptr<Command> make_inspect();
std::unique_ptr<Command> make_incidents();
std::unique_ptr<Command> make_show();
std::unique_ptr<Command> make_timeline();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_metrics();
std::unique_ptr<Command> make_sla();
std::unique_ptr<Command> make_policy();
std::unique_ptr<Command> make_report();
std::unique_ptr<Command> make_seal();
std::unique_ptr<Command> make_verify();
std::unique_ptr<Command> make_export();
std::unique_ptr<Command> make_draft();
std::unique_ptr<Command> make_annotate();
std::unique_ptr<Command> make_merge();
std::unique_ptr<Command> make_split();
std::unique_ptr<Command> make_formats();
std::unique_ptr<Command> make_doctor();
std::unique_ptr<Command> make_completion();
std::unique_ptr<Command> make_help();

}  // namespace faultline::cli
