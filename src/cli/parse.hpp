// Arguments into declared options, through CLI11.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"

namespace faultline::cli {

// Fills the options' targets. Throws base::Error for a misuse, with the nearest option or choice.
void parse(const Options& options, const std::vector<std::string>& arguments, const std::string& command);

// ", did you mean 'x'?" where a candidate is near, else ", known: a, b, c".
std::string suggestion(const std::string& text, const std::vector<std::string>& candidates);

}  // namespace faultline::cli
