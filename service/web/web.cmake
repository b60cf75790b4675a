# What the browser gets and what the documentation is made from, embedded in the program. Included by the top CMakeLists.txt.
#
# api_docs_files: api-docs/info.json and the examples.   web_files: the page, the documentation's assets and Swagger UI, each with gzip and brotli variants
# made at build time by compress.mjs. Assets are found by service/api/assets.hpp, which gives each an address with a hash in it.

file(GLOB api_docs CONFIGURE_DEPENDS api-docs/info.json api-docs/examples/*.json)
afb_embed(api_docs_files ${PROJECT_SOURCE_DIR} ${api_docs})

set(web_source ${PROJECT_SOURCE_DIR}/service/web)
set(swagger_ui ${web_source}/node_modules/swagger-ui-dist)
set(source_sans ${web_source}/node_modules/@fontsource-variable/source-sans-3)
if(NOT EXISTS ${swagger_ui}/swagger-ui-bundle.js OR NOT EXISTS ${source_sans}/LICENSE OR NOT EXISTS ${web_source}/node_modules/esbuild)
    message(FATAL_ERROR "The files for the page are not installed. Run: (cd service/web && npm ci)   or: ./afb setup")
endif()
find_program(AFB_NODE NAMES node nodejs REQUIRED)

# The page itself: build.mjs makes a script, a style sheet and the fields of all kinds out of src and the schema.
set(web_bundle ${CMAKE_BINARY_DIR}/web/bundle)
set(web_bundled "")
set(web_assets "")
foreach(name app.js chunk.js search.js record.js compare.js insight.js form.js texts.nl.js texts.en.js app.css fields.json)
    list(APPEND web_bundled ${web_bundle}/${name})
    list(APPEND web_assets ${name}=${web_bundle}/${name})
endforeach()
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web_source}/src/*.ts ${web_source}/src/*.tsx ${web_source}/src/*.css)
file(GLOB web_schema CONFIGURE_DEPENDS schema/records/*.json schema/vocabularies/*.json)
add_custom_command(
    OUTPUT ${web_bundled}
    COMMAND ${AFB_NODE} ${web_source}/build.mjs ${web_bundle}
    DEPENDS ${web_sources} ${web_schema} ${web_source}/build.mjs ${web_source}/fields.mjs ${web_source}/package-lock.json
    COMMENT "Building the page"
    VERBATIM)

# name in the program <- file
list(APPEND web_assets
    index.html=${web_source}/index.html
    page.css=${web_source}/page.css
    reference.css=${web_source}/reference.css
    reference.js=${web_source}/reference.js
    try.css=${web_source}/try.css
    try.js=${web_source}/try.js
    favicon.svg=${web_source}/favicon.svg
    source-sans-3.woff2=${source_sans}/files/source-sans-3-latin-wght-normal.woff2
    preact.LICENSE.txt=${web_source}/node_modules/preact/LICENSE
    source-sans-3.LICENSE.txt=${source_sans}/LICENSE
    swagger-ui.css=${swagger_ui}/swagger-ui.css
    swagger-ui-bundle.js=${swagger_ui}/swagger-ui-bundle.js
    swagger-ui-bundle.LICENSE.txt=${swagger_ui}/swagger-ui-bundle.js.LICENSE.txt
    swagger-ui.LICENSE.txt=${swagger_ui}/LICENSE
    swagger-ui.NOTICE.txt=${swagger_ui}/NOTICE)

set(web_out ${CMAKE_BINARY_DIR}/web)
set(web_embedded "")
foreach(asset IN LISTS web_assets)
    string(REGEX MATCH "^([^=]+)=(.+)$" _ "${asset}")
    set(out ${web_out}/assets/${CMAKE_MATCH_1})
    add_custom_command(
        OUTPUT ${out} ${out}.gz ${out}.br
        COMMAND ${AFB_NODE} ${web_source}/compress.mjs ${CMAKE_MATCH_2} ${out}
        DEPENDS ${CMAKE_MATCH_2} ${web_source}/compress.mjs
        COMMENT "Compressing ${CMAKE_MATCH_1}"
        VERBATIM)
    list(APPEND web_embedded ${out} ${out}.gz ${out}.br)
endforeach()
afb_embed(web_files ${web_out} ${web_embedded})

target_link_libraries(afb_api PUBLIC api_docs_files web_files)
