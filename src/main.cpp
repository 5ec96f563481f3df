
#include <iostream>

#include "cli/context.hpp"
#include "cli/terminal.hpp"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  faultline::cli::Context context = faultline::cli::process_context();
  return faultline::cli::run({argv + 1, argv + argc}, context);
}
