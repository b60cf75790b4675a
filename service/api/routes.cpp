#include "service/api/routes.hpp"

#include <algorithm>
#include <iterator>

#include "service/api/problem_document.hpp"

namespace afb::api {

Answer problem_answer(int status) {
    const ProblemType& type = status == 400 ? problem_type(ErrorKind::invalid) : problem_type_of_status(status);
    Answer answer{.status = status,
                  .description = {std::string(type.title_nl), std::string(type.title_en)},
                  .media_type = "application/problem+json",
                  .schema = "Problem",
                  .headers = {}};
    if (status == 401) answer.headers.push_back("WWW-Authenticate");
    if (status == 412) answer.headers.push_back("ETag");
    if (status == 503) answer.headers.push_back("Retry-After");
    return answer;
}

std::vector<Answer> with_problems(std::vector<Answer> answers, const std::vector<int>& statuses) {
    std::vector<int> all{400, 401, 406};
    all.insert(all.end(), statuses.begin(), statuses.end());
    std::sort(all.begin(), all.end());
    for (const int status : all) answers.push_back(problem_answer(status));
    return answers;
}

std::vector<Answer> get_answers(Text description, std::string schema, std::vector<std::string> headers,
                                const std::vector<int>& problems) {
    return with_problems({{.status = 200,
                           .description = std::move(description),
                           .media_type = "application/json",
                           .schema = std::move(schema),
                           .headers = std::move(headers)},
                          {.status = 304,
                           .description = {"Niet gewijzigd", "Not modified"},
                           .media_type = "",
                           .schema = "",
                           .headers = {"ETag"}}},
                         problems);
}

RouteTable make_routes(const Catalog& catalog) {
    RouteTable table;
    const auto add = [&](std::vector<Route> routes) {
        table.routes.insert(table.routes.end(), std::make_move_iterator(routes.begin()),
                            std::make_move_iterator(routes.end()));
    };
    add(search_routes(catalog));
    add(insight_routes(catalog));
    add(knowledge_routes(catalog));
    for (const Kind& kind : catalog.kinds()) add(record_routes(catalog, kind));
    add(service_routes(catalog));
    add(session_routes());
    add(page_routes(catalog));
    table.schemas = answer_schemas();
    table.schemas.merge(insight_schemas());
    table.schemas.merge(knowledge_schemas());
    return table;
}

}  // namespace afb::api
