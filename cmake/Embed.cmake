# afb_embed(TARGET BASE FILES...): puts files into the program, byte for byte, found again by their path relative to BASE.
# .incbin is used because objcopy leaves an executable stack and xxd is fifty times slower.
function(afb_embed target base)
    set(assembly "${CMAKE_CURRENT_BINARY_DIR}/${target}.S")
    set(table "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
    set(asm_text ".section .rodata\n")
    set(externs "")
    set(rows "")
    set(n 0)
    foreach(file IN LISTS ARGN)
        file(RELATIVE_PATH relative "${base}" "${file}")
        string(APPEND asm_text ".balign 16\n.global ${target}_${n}_begin\n${target}_${n}_begin:\n.incbin \"${file}\"\n"
            ".global ${target}_${n}_end\n${target}_${n}_end:\n.byte 0\n")
        string(APPEND externs "extern \"C\" const char ${target}_${n}_begin[], ${target}_${n}_end[];\n")
        string(APPEND rows "    {\"${relative}\", {${target}_${n}_begin, static_cast<std::size_t>(${target}_${n}_end - ${target}_${n}_begin)}},\n")
        math(EXPR n "${n} + 1")
    endforeach()
    string(APPEND asm_text ".section .note.GNU-stack,\"\",@progbits\n")
    file(CONFIGURE OUTPUT "${assembly}" CONTENT "${asm_text}" @ONLY)
    file(CONFIGURE OUTPUT "${table}" CONTENT "#include \"cmake/embedded.hpp\"\n#include <array>\n${externs}
namespace afb::embedded {
std::span<const File> ${target}() {
    static const std::array<File, ${n}> files{{\n${rows}    }};
    return files;
}
}  // namespace afb::embedded\n" @ONLY)
    set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${ARGN}")
    add_library(${target} STATIC "${assembly}" "${table}")
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE afb_compiler)
endfunction()
