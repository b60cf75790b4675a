# Tests about the project itself: include rules, the afb script, formatting. They need no part of the product built.
add_executable(test_layering layering/layering_tests.cpp layering/rules.cpp)
target_link_libraries(test_layering PRIVATE afb_catch_main)
target_include_directories(test_layering PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_definitions(test_layering PRIVATE AFB_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
add_test(NAME layering COMMAND test_layering --order rand)
set_tests_properties(layering PROPERTIES LABELS unit TIMEOUT 60)

# afb_tooling(NAME LABEL [environment]): tests/tooling/NAME.sh; exit 77 means skipped.
function(afb_tooling name label)
    add_test(NAME tooling_${name} COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/tooling/${name}.sh WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(tooling_${name} PROPERTIES LABELS ${label} TIMEOUT 300 SKIP_RETURN_CODE 77 ENVIRONMENT "${ARGN}")
endfunction()

afb_tooling(afb_script unit)
afb_tooling(packages unit)
afb_tooling(documents unit)
afb_tooling(formatting unit)
if(TARGET afsprakenbank)
    afb_tooling(readme_tour e2e AFB_BINARY=${CMAKE_BINARY_DIR}/afsprakenbank)
endif()

# `./afb test` builds the threaded layers' tests with ThreadSanitizer too, in build/tsan, and has this build's ctest run them: one list of
# tests, one summary.
set(threaded_tests "")
foreach(name storage indexer app http)
    if(TARGET test_${name})
        list(APPEND threaded_tests test_${name})
    endif()
endforeach()
add_custom_target(tsan_tests DEPENDS ${threaded_tests})
option(AFB_TSAN_TESTS "ctest also runs the threaded layers' tests from build/tsan" OFF)
if(AFB_TSAN_TESTS)
    foreach(program IN LISTS threaded_tests)
        string(REPLACE test_ "" name ${program})
        add_test(NAME ${name}_tsan COMMAND ${PROJECT_SOURCE_DIR}/build/tsan/tests/${program} --order rand)
        set_tests_properties(${name}_tsan PROPERTIES LABELS tsan TIMEOUT 900)
    endforeach()
endif()
