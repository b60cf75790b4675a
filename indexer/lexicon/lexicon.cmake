# The lexicon of Dutch, made when the program is built: its sources are Debian packages, and what comes out travels inside
# the program (.incbin; the kernel reads in only what is used).
find_file(AFB_HUNSPELL_AFFIXES nl_NL.aff PATHS /usr/share/hunspell NO_DEFAULT_PATH)
find_file(AFB_HUNSPELL_WORDS nl_NL.dic PATHS /usr/share/hunspell NO_DEFAULT_PATH)
find_file(AFB_WORD_LIST dutch PATHS /usr/share/dict NO_DEFAULT_PATH)
if(NOT AFB_HUNSPELL_AFFIXES OR NOT AFB_HUNSPELL_WORDS OR NOT AFB_WORD_LIST)
    message(FATAL_ERROR "The Dutch dictionary is missing: install hunspell-nl and wdutch (cmake/packages.txt)")
endif()

# Always optimised and never instrumented: it runs once in every build, over half a million words.
file(GLOB lexicon_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/indexer/lexicon/*.cpp)
list(FILTER lexicon_sources EXCLUDE REGEX "/main\\.cpp$")
add_library(afb_lexicon_maker STATIC ${lexicon_sources})
target_compile_features(afb_lexicon_maker PUBLIC cxx_std_20)
target_compile_options(afb_lexicon_maker PRIVATE -O2 -Wall -Wextra -Wshadow -Wconversion -Wno-restrict)
target_include_directories(afb_lexicon_maker PUBLIC ${PROJECT_SOURCE_DIR})
add_executable(afb_lexicon indexer/lexicon/main.cpp indexer/folding.cpp)
target_compile_options(afb_lexicon PRIVATE -O2)
target_link_libraries(afb_lexicon PRIVATE afb_lexicon_maker PkgConfig::xapian)

set(lexicon ${CMAKE_BINARY_DIR}/dutch.lexicon)
set(lexicon_inputs ${AFB_HUNSPELL_AFFIXES} ${AFB_HUNSPELL_WORDS} ${AFB_WORD_LIST}
    ${PROJECT_SOURCE_DIR}/indexer/lexicon/compounds.txt)
add_custom_command(OUTPUT ${lexicon} COMMAND afb_lexicon ${lexicon_inputs} ${lexicon} DEPENDS afb_lexicon ${lexicon_inputs}
    COMMENT "Making the lexicon of Dutch" VERBATIM)
afb_embed(lexicon_file ${CMAKE_BINARY_DIR} ${lexicon})
