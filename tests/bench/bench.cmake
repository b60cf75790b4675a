# Measurements: never part of the tests, run by `./afb bench`.
add_executable(records_generator EXCLUDE_FROM_ALL bench/generate.cpp bench/generated.cpp)
target_link_libraries(records_generator PRIVATE afb_schema)

add_executable(search_costs EXCLUDE_FROM_ALL bench/search_costs.cpp bench/record_set.cpp bench/sentences.cpp bench/generated.cpp
    bench/cost.cpp)
target_link_libraries(search_costs PRIVATE afb_relevance)

add_executable(engines EXCLUDE_FROM_ALL bench/engines.cpp bench/fts5.cpp bench/sentences.cpp bench/cost.cpp)
target_link_libraries(engines PRIVATE afb_relevance SQLiteCpp PkgConfig::sqlite3)
