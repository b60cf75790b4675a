# How good search is: the measuring (a library), the program that prints it (./afb relevance) and the test that keeps it so.
add_library(afb_relevance STATIC relevance/gold.cpp relevance/ranking.cpp relevance/collection_index.cpp)
target_link_libraries(afb_relevance PUBLIC afb_indexer schema_files)
target_include_directories(afb_relevance PUBLIC ${PROJECT_SOURCE_DIR})

add_executable(relevance EXCLUDE_FROM_ALL relevance/relevance.cpp)
target_link_libraries(relevance PRIVATE afb_relevance)

add_executable(test_relevance relevance/measures_tests.cpp relevance/floors_tests.cpp)
target_link_libraries(test_relevance PRIVATE afb_catch_main afb_relevance)
target_compile_definitions(test_relevance PRIVATE AFB_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
add_test(NAME relevance COMMAND test_relevance --order rand)
set_tests_properties(relevance PROPERTIES LABELS unit TIMEOUT 300)
