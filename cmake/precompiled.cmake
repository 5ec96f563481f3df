# Precompiled headers: what nearly every source includes, read once per layer. A third of a full build's time.
# A build that is shared between clones by ccache does better without: -DFAULTLINE_PRECOMPILED_HEADERS=OFF.
option(FAULTLINE_PRECOMPILED_HEADERS "Precompile the standard library's, fmt's, json's and Catch2's headers" ON)

# g++ 12 finds faults in its own std::string once a precompiled header hides where it stands (GCC bug 105329).
if(FAULTLINE_PRECOMPILED_HEADERS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(faultline_warnings INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
endif()

# faultline_precompile(TARGET HEADERS...): the common headers and these.
function(faultline_precompile target)
  if(FAULTLINE_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <vector> <fmt/format.h> ${ARGN})
  endif()
endfunction()
