# cmake -D COMMAND=… -D EXPECTED=… -P: runs a program and compares what it writes.
execute_process(COMMAND ${COMMAND} OUTPUT_VARIABLE output RESULT_VARIABLE status)
file(READ ${EXPECTED} expected)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "exit status ${status}\n${output}")
endif()
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "it wrote\n${output}\ninstead of\n${expected}")
endif()
