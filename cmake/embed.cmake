# faultline_embed(TARGET ROOT FILES...): the files' bytes as string_views in one generated source, so that the
# program is one binary. Declared in base/embedded.hpp. FILES are relative to ROOT.
#
# The names travel in a manifest that is rewritten only when they change: an added or removed file makes the
# table anew, and an edited one too.
function(faultline_embed target root)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp)
  set(manifest ${CMAKE_CURRENT_BINARY_DIR}/embedded_files.txt)
  list(JOIN ARGN "\n" names)
  file(CONFIGURE OUTPUT ${manifest} CONTENT "@names@" @ONLY)
  list(TRANSFORM ARGN PREPEND ${root}/ OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${root} -DMANIFEST=${manifest} -DOUTPUT=${output}
            -P ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake
    DEPENDS ${paths} ${manifest} ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake
    VERBATIM)
  # The target may belong to another directory, which does not see this rule: hence a target of its own.
  add_custom_target(${target}_embedded DEPENDS ${output})
  add_dependencies(${target} ${target}_embedded)
  target_sources(${target} PRIVATE ${output})
endfunction()
