# Texts that are part of the program.
#
#   orrery_embed(TARGET <library> FOLDER <folder> FILES <files>)
#     Makes of the files, which are paths below the folder, "embedded.inc": for each of them
#     {"<file>", R"orrery(<text>)orrery"sv}, to be included where a list of such rows may stand. The compiler's #embed would do
#     that, too, but ccache does not see through it: what a changed file is part of would not be compiled again.
#
# As a script (cmake -DOUTPUT=… -DFOLDER=… -DFILES=… -P), it makes that file.

if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  foreach(file IN LISTS FILES)
    file(READ ${FOLDER}/${file} text)
    string(FIND "${text}" ")orrery\"" end)
    if(NOT end EQUAL -1)
      message(FATAL_ERROR "${file} contains the end of a raw string literal")
    endif()
    string(APPEND rows "{\"${file}\", R\"orrery(${text})orrery\"sv},\n")
  endforeach()
  file(WRITE ${OUTPUT} "${rows}")
  return()
endif()

set(ORRERY_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(orrery_embed)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;FOLDER" "FILES")
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded.inc)
  list(TRANSFORM arg_FILES PREPEND ${folder}/ OUTPUT_VARIABLE inputs)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DFOLDER=${folder}" "-DFILES=${arg_FILES}" -P ${ORRERY_EMBED_SCRIPT}
    DEPENDS ${inputs} ${ORRERY_EMBED_SCRIPT}
    COMMENT "Embedding ${arg_FOLDER}" VERBATIM)
  target_sources(${arg_TARGET} PRIVATE ${output})
  target_include_directories(${arg_TARGET} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
