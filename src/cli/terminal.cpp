#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

namespace faultline::cli {

namespace {

constexpr int kDefaultWidth = 100, kLeastWidth = 40, kMostWidth = 400;

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return std::clamp(static_cast<int>(size.ws_col), kLeastWidth, kMostWidth);
}

std::optional<std::string> variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::chrono::milliseconds monotonic() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

Context process_context() {
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  return {std::cin,
          std::cout,
          std::cerr,
          variable,
          now,
          isatty(STDOUT_FILENO) == 1,
          isatty(STDERR_FILENO) == 1,
          terminal_width(),
          monotonic};
}

}  // namespace faultline::cli
