# Warnings as an INTERFACE target; -Werror in the dev preset only.
option(FAULTLINE_WERROR "Treat warnings as errors" OFF)
add_library(faultline_warnings INTERFACE)
target_compile_options(faultline_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(FAULTLINE_WERROR)
  target_compile_options(faultline_warnings INTERFACE -Werror)
endif()
