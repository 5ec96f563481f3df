// Whole documents and copied status pages, under libFuzzer: scripts/fuzz runs it, harness.hpp says what must
// hold.
#include <cstddef>
#include <cstdint>

#include "fuzz/harness.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  faultline::fuzz::end_where_broken(
      faultline::fuzz::check_document({reinterpret_cast<const char*>(data), size}));
  return 0;
}
