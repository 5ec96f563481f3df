// Help and man pages, printed from the command table and the declared options.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace faultline::cli {

// At most 24 lines of 80 columns, the last of them an example.
std::string program_help();
std::string command_help(const CommandRow& row);

// roff for man(1): faultline-<command>(1), and faultline(1) itself.
std::string program_man_page();
std::string command_man_page(const CommandRow& row);

}  // namespace faultline::cli
