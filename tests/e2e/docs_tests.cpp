// The pages people open in a browser: whole, under a strict policy, and without any other host.
#include <catch2/catch.hpp>
#include <set>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;
using Catch::Contains;

namespace {

// The values of an attribute, of the elements whose tag is in `tags`.
std::set<std::string> values_of(const std::string& html, const std::vector<std::string>& tags,
                                const std::string& attribute) {
    std::set<std::string> values;
    for (const std::string& tag : tags) {
        const std::string start = "<" + tag + " ";
        for (std::size_t at = html.find(start); at != std::string::npos; at = html.find(start, at + 1)) {
            const std::string element = html.substr(at, html.find('>', at) - at);
            const std::size_t begin = element.find(" " + attribute + "=\"");
            if (begin == std::string::npos) continue;
            const std::size_t value = begin + attribute.size() + 3;
            values.insert(element.substr(value, element.find('"', value) - value));
        }
    }
    return values;
}

}  // namespace

TEST_CASE("the pages and everything they load come from here, under a strict policy", "[docs]") {
    const Folder folder;
    const Server server(folder.data());
    Client client(server.port());
    std::set<std::string> assets;
    for (const std::string page : {"/docs", "/docs/try", "/docs/problems"}) {
        for (const std::string language : {"nl", "en"}) {
            INFO(page << " " << language);
            const Reply reply = client.get(page + "?lang=" + language);
            REQUIRE(reply.status == 200);
            CHECK(faults_of_headers(reply).empty());
            CHECK(reply.field("Content-Type") == "text/html; charset=utf-8");
            CHECK(reply.field("Content-Language") == language);
            const std::string policy = reply.field("Content-Security-Policy");
            CHECK_THAT(policy, Contains("default-src 'none'") && Contains("script-src 'self'") &&
                                   Contains("frame-ancestors 'none'") && !Contains("unsafe") && !Contains("http") &&
                                   !Contains("*"));
            CHECK_THAT(reply.body, Contains("<html lang=\"" + language + "\"") && !Contains("<script>") &&
                                       !Contains("<style") && !Contains(" style=\"") && !Contains(" onclick="));
            for (const std::string& address : values_of(reply.body, {"script", "img", "iframe", "source"}, "src"))
                assets.insert(address);
            for (const std::string& address : values_of(reply.body, {"link"}, "href")) assets.insert(address);
        }
    }
    CHECK(assets.size() >= 4);
    for (const std::string& address : assets) {
        INFO(address);
        REQUIRE(address.size() > 1);
        CHECK(address[0] == '/');
        CHECK(address[1] != '/');
        const Reply plain = client.get(address);
        CHECK(plain.status == 200);
        CHECK(faults_of_headers(plain).empty());
        CHECK_FALSE(plain.body.empty());
        const Reply coded = client.get(address, {{"Accept-Encoding", "gzip"}});
        CHECK(coded.status == 200);
        if (coded.field("Content-Encoding") == "gzip") CHECK(gunzip(coded.body) == plain.body);
        const bool style = plain.field("Content-Type").rfind("text/css", 0) == 0;
        if (style) CHECK_THAT(plain.body, !Contains("@import") && !Contains("url(http") && !Contains("url(//"));
    }
}

TEST_CASE("with a folder for the pages' files, those go before the built-in ones and nothing else of the disk does",
          "[docs]") {
    const Folder folder;
    const Folder pages;
    write_file(folder.file("secret.css"), "secret");
    write_file(pages.path / "page.css", "/* first */");
    const Server server(folder.data(), {{"AFB_WEB_ROOT", pages.path.string()}});
    Client client(server.port());
    const std::set<std::string> links = values_of(client.get("/docs").body, {"link"}, "href");
    REQUIRE_FALSE(links.empty());
    const std::string style = links.begin()->substr(0, links.begin()->rfind('/') + 1) + "page.css";
    const std::string here = style.substr(0, style.rfind('/') + 1);
    CHECK(client.get(style).body == "/* first */");
    CHECK(client.get(style).field("Cache-Control") == "no-store");
    write_file(pages.path / "page.css", "/* second */");
    CHECK(client.get(style).body == "/* second */");
    std::filesystem::remove(pages.path / "page.css");
    CHECK_THAT(client.get(style).body, Contains("{"));  // the built-in one
    const std::string other = "/../" + folder.path.filename().string() + "/secret.css";
    for (const std::string& name : {other, "/" + escape(other.substr(1)), std::string("/..%2fsecret.css")}) {
        INFO(name);
        CHECK(client.get(here.substr(0, here.size() - 1) + name).status >= 400);
    }
    CHECK(run({"serve", "--data", folder.data(), "--web-root", folder.file("none")}).code != 0);
}

TEST_CASE("a problem's type is an address that explains it", "[docs]") {
    const Folder folder;
    const Server server(folder.data());
    Client client(server.port());
    const std::string type = client.get("/v1/questions/none").json().at("type");
    REQUIRE(type.rfind(server.url() + "/docs/problems#", 0) == 0);
    const std::string anchor = type.substr(type.find('#') + 1);
    CHECK_THAT(client.get("/docs/problems").body, Contains("id=\"" + anchor + "\""));
}
