#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "schema/problem.hpp"
#include "service/api/problem_document.hpp"

using namespace afb;
using namespace afb::api;

namespace {

std::string errors_page() {
    std::string out =
        "# Errors\n\n<!-- Made from the tables in service/api/problem_document.cpp and schema/problem_codes.cpp; a "
        "test compares. "
        "AFB_UPDATE_GOLDEN=1 writes it anew. -->\n\n"
        "Every answer of 400 and up is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, "
        "`instance` (the request's "
        "number). With\ninvalid input, `errors[]` names every problem at once, at most 100: `in` (body, query or "
        "header), `location` (JSON "
        "Pointer, parameter or header),\n`code`, `detail` (English) and `detailNl` (Dutch). The same list for readers "
        "of the API is served at "
        "`/docs/problems`.\n\n"
        "## Kinds\n\n`type` ends in `/docs/problems#SLUG`.\n\n| status | slug | title | titel |\n|---|---|---|---|\n";
    for (const ProblemType& type : problem_types())
        out += "| " + std::to_string(type.status) + " | `" + std::string(type.slug) + "` | " +
               std::string(type.title_en) + " | " + std::string(type.title_nl) + " |\n";
    out +=
        "\n## Codes\n\n`{label}`, `{0}` and so on stand for what it is in the case at hand. A code is never renamed or "
        "reused.\n\n"
        "| code | explanation | uitleg |\n|---|---|---|\n";
    for (const ProblemCode& code : problem_codes())
        out += "| `" + std::string(code.code) + "` | " + std::string(code.text_en) + " | " + std::string(code.text_nl) +
               " |\n";
    return out;
}

}  // namespace

TEST_CASE("api-docs/errors.md lists every kind of error and every code") {
    const std::string path = std::string(AFB_SOURCE_DIR) + "/api-docs/errors.md";
    if (std::getenv("AFB_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << errors_page();
    std::ifstream file(path);
    REQUIRE(file);
    const std::string kept{std::istreambuf_iterator<char>(file), {}};
    CHECK(kept == errors_page());
}
