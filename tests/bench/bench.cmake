# Measurements: never part of the tests, run by `./afb bench`.
add_executable(records_generator EXCLUDE_FROM_ALL bench/generate.cpp bench/generated.cpp)
target_link_libraries(records_generator PRIVATE afb_schema)
