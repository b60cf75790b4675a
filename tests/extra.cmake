# Tests of the OpenAPI document and of the pages about it.
afb_test(openapi unit afb_api schema_files)

if(TARGET afsprakenbank)
    # No node or no linters is a failure with the command that mends it, never a silent pass.
    add_test(NAME api_lint COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/api-lint/run.sh ${CMAKE_BINARY_DIR}/afsprakenbank)
    set_tests_properties(api_lint PROPERTIES LABELS lint TIMEOUT 1800)

    add_test(NAME web COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/web/run.sh ${CMAKE_BINARY_DIR}/afsprakenbank)
    set_tests_properties(web PROPERTIES LABELS web TIMEOUT 1800)
endif()
