// From a request to its answer: finds the route, who asks, checks query keys, runs the handler, and puts the headers on
// that every answer carries. No exception leaves it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/error.hpp"
#include "schema/validator.hpp"
#include "service/api/call.hpp"
#include "service/api/route.hpp"

namespace afb::api {

class Dispatcher {
public:
    Dispatcher(const RouteTable& table, Services& services);
    ~Dispatcher();

    Response handle(const Request& request) const;

    // What the transport answers by itself (400, 408, 413, 414, 431, 501, 503, 505), in the same shape and with the
    // same headers.
    Response refuse(int status, const std::string& request_id, const std::string& detail_en,
                    const std::string& detail_nl) const;

private:
    struct Endpoint;  // a route with its parameters' validators
    struct Place;     // one path pattern with its methods

    Response dispatch(const Request& request, Language language, std::string& operation, std::string& actor_id) const;
    Response run(const Endpoint& endpoint, const Request& request, std::map<std::string, std::string> path,
                 Language language, std::string& actor_id) const;
    const Place* find_place(std::string_view path, std::map<std::string, std::string>& arguments) const;

    Services& services_;
    std::vector<Place> places_;
};

}  // namespace afb::api
