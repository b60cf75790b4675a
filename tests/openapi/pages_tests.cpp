#include <catch2/catch.hpp>
#include <set>

#include "schema/problem.hpp"
#include "service/api/assets.hpp"
#include "service/api/html.hpp"
#include "service/api/problem_document.hpp"
#include "service/api/reference_operation.hpp"
#include "service/api/reference_page.hpp"
#include "tests/openapi/fixture.hpp"

using namespace afb;
using namespace afb::api;
using namespace afb::test;
using Catch::Matchers::Contains;

namespace {

std::set<std::string> attribute_values(const std::string& html, const std::string& attribute) {
    std::set<std::string> values;
    const std::string start = " " + attribute + "=\"";
    for (std::size_t at = html.find(start); at != std::string::npos; at = html.find(start, at + 1)) {
        const std::size_t begin = at + start.size();
        values.insert(html.substr(begin, html.find('"', begin) - begin));
    }
    return values;
}

std::string curl_for(const std::string& path, const std::string& method) {
    const Json document = small_document(OpenApiVersion::v3_1);
    const Json& item = document["paths"][path];
    const std::string server = (item.contains("servers") ? item : document)["servers"][0]["url"];
    return curl_command(document, {method, path, server, item[method]});
}

}  // namespace

TEST_CASE("text cannot become markup") {
    CHECK(escape_html("<b a=\"x\">&") == "&lt;b a=&quot;x&quot;&gt;&amp;");
    CHECK(markdown_to_html("<script>") == "<p>&lt;script&gt;</p>\n");
    CHECK(markdown_to_html("[x](javascript:alert(1))") == "<p>[x](javascript:alert(1))</p>\n");
    CHECK(markdown_to_html("`<i>`") == "<p><code>&lt;i&gt;</code></p>\n");
}

TEST_CASE("our little Markdown: paragraphs, lists, code, bold, links") {
    CHECK(markdown_to_html("a\nb\n\nc") == "<p>a b</p>\n<p>c</p>\n");
    CHECK(markdown_to_html("a\n- b\n- `c`") == "<p>a</p>\n<ul>\n<li>b</li>\n<li><code>c</code></li>\n</ul>\n");
    CHECK(inline_markdown_to_html("**a** [b](/docs) *c* `d") == "<strong>a</strong> <a href=\"/docs\">b</a> *c* `d");
}

TEST_CASE("the reference names every operation, schema and status, in both languages") {
    for (const Language language : {Language::nl, Language::en}) {
        const Json document = small_document(OpenApiVersion::v3_1, language);
        const std::string page = reference_page(document, language);
        const std::set<std::string> ids = attribute_values(page, "id");
        for (const auto& [path, item] : document["paths"].items())
            for (const auto& [method, operation] : item.items())
                if (method != "servers") CHECK(ids.count(operation["operationId"]) == 1);
        for (const auto& [name, schema] : document["components"]["schemas"].items()) {
            INFO(name);
            CHECK(ids.count("schema-" + name) == 1);
        }
        for (const std::string& href : attribute_values(page, "href"))
            if (href[0] == '#') {
                INFO(href);
                CHECK(ids.count(href.substr(1)) == 1);
            }
    }
}

TEST_CASE("the pages ask nothing of another host and have nothing inline") {
    for (const std::string& page : {reference_page(small_document(OpenApiVersion::v3_1), Language::nl),
                                    problems_page(Language::en), try_page(Language::nl)}) {
        CHECK_THAT(page,
                   !Contains("<style") && !Contains(" style=") && !Contains(" onclick=") && !Contains("<script>"));
        for (const char* attribute : {"src", "data-document"})
            for (const std::string& address : attribute_values(page, attribute)) CHECK(address[0] == '/');
        CHECK_THAT(page, Contains("<html lang="));
    }
}

TEST_CASE("every kind of problem has its place on the page that its type points to") {
    const std::set<std::string> ids = attribute_values(problems_page(Language::nl), "id");
    for (const ProblemType& type : problem_types()) CHECK(ids.count(std::string(type.slug)) == 1);
    for (const ProblemCode& code : problem_codes()) CHECK(ids.count("code-" + std::string(code.code)) == 1);
}

TEST_CASE("the glossary has every kind, member, filter and code in both languages") {
    const Catalog& catalog = *real_catalog();
    const std::string page = glossary_page(catalog, Language::en);
    const auto row = [](const std::string& name, const Text& label) {
        return "<code>" + escape_html(name) + "</code></th><td lang=\"nl\">" + escape_html(label.nl) +
               "</td><td lang=\"en\">" + escape_html(label.en) + "</td>";
    };
    for (const Kind& kind : catalog.kinds()) {
        CHECK(page.find(row(kind.name, kind.label)) != std::string::npos);
        for (const Field& field : kind.fields) CHECK(page.find(row(field.path, field.label)) != std::string::npos);
    }
    for (const FilterDefinition& filter : catalog.filters())
        CHECK(page.find(row(filter.name, filter.label)) != std::string::npos);
    for (const Vocabulary& vocabulary : catalog.vocabularies())
        for (const Term& term : vocabulary.terms) CHECK(page.find(row(term.code, term.label)) != std::string::npos);
}

TEST_CASE("a curl command can be pasted: addresses encoded, texts quoted, the token from a variable") {
    CHECK(curl_for("/agreements/{id}", "get") ==
          "curl 'https://afspraken.example/v1/agreements/convenant-begeleiding'");
    CHECK(curl_for("/health/live", "get") == "curl 'https://afspraken.example/health/live'");
    CHECK(curl_for("/agreements/{id}", "delete") ==
          "curl -X DELETE 'https://afspraken.example/v1/agreements/convenant-begeleiding' \\\n"
          "  -H \"Authorization: Bearer $AFB_TOKEN\" \\\n  -H 'If-Match: \"r3\"'");
    const std::string create = curl_for("/agreements", "post");
    CHECK_THAT(create, Contains("-H 'Content-Type: application/json'") && Contains("-d '{\n  \"title\": "));
    CHECK_THAT(curl_for("/onderwijsregios", "post"), Contains("-X POST"));
}

TEST_CASE("an asset is found under its hashed address, in the smallest coding the browser takes") {
    const std::string address = asset_url("page.css");
    const auto plain = find_asset(address, "");
    REQUIRE(plain);
    CHECK(plain->type == "text/css; charset=utf-8");
    CHECK(plain->encoding.empty());
    const auto gzip = find_asset(address, "gzip, deflate");
    const auto brotli = find_asset(address, "gzip, deflate, br;q=0.5");
    REQUIRE((gzip && brotli));
    CHECK(gzip->encoding == "gzip");
    CHECK(brotli->encoding == "br");
    CHECK(brotli->content.size() < gzip->content.size());
    CHECK(gzip->content.size() < plain->content.size());
    CHECK(std::set<std::string>{plain->etag, gzip->etag, brotli->etag}.size() == 3);
    CHECK(find_asset(address, "br;q=0, gzip;q=0.0")->encoding.empty());
    CHECK(find_asset(address, "BR")->encoding == "br");
    CHECK_FALSE(find_asset("/assets/0000000000000000/page.css", ""));
    CHECK_FALSE(find_asset(address + ".br", ""));
    CHECK_FALSE(find_asset("/assets/../page.css", ""));
    CHECK_THROWS_AS(asset_url("nothing.css"), std::logic_error);
}

TEST_CASE("an asset's answer may be kept for ever and says how it is coded") {
    Request request;
    request.method = "GET";
    request.path = asset_url("swagger-ui-bundle.js");
    request.headers = {{"Accept-Encoding", "br"}};
    const auto response = asset_response(request);
    REQUIRE(response);
    CHECK(response->find_header("Content-Encoding") == "br");
    CHECK(response->find_header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(response->find_header("Vary") == "Accept-Encoding");
    CHECK(response->body.size() < 500'000);
}
