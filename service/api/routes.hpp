// THE route table, and the folders of it. A new kind needs nothing here: the record routes are made for every kind of
// the catalog.
#pragma once

#include <vector>

#include "schema/catalog.hpp"
#include "service/api/route.hpp"

namespace afb::api {

RouteTable make_routes(const Catalog& catalog);

std::vector<Route> record_routes(const Catalog& catalog, const Kind& kind);
std::vector<Route> search_routes(const Catalog& catalog);
std::vector<Route> insight_routes(const Catalog& catalog);
std::vector<Route> knowledge_routes(const Catalog& catalog);  // insights on the knowledge base as a whole
std::vector<Route> service_routes(const Catalog& catalog);
std::vector<Route> session_routes();
std::vector<Route> page_routes(const Catalog& catalog);  // for people: the page, /docs and their assets

// The named schemas that do not follow from a kind.
std::map<std::string, Json> answer_schemas();
std::map<std::string, Json> insight_schemas();
std::map<std::string, Json> knowledge_schemas();

// An answer with the standard words for its status; problems get their media type and schema.
Answer problem_answer(int status);
// What a GET of JSON answers: 200 of this schema, 304, those every operation has, and these problems.
std::vector<Answer> get_answers(Text description, std::string schema, std::vector<std::string> headers,
                                const std::vector<int>& problems);
// The answers every operation has: 400, 401 and 406; and those named.
std::vector<Answer> with_problems(std::vector<Answer> answers, const std::vector<int>& statuses);

}  // namespace afb::api
