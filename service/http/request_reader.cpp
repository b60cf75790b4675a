// Beast asserts that a re-read last chunk has five bytes, which a client can break by sending four; without the
// assertion that case is handled well, so it may not stop a debug build.
#define BOOST_DISABLE_ASSERTS

#include "service/http/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <optional>
#include <vector>

#include "service/http/head_check.hpp"
#include "service/http/target.hpp"
#include "service/http/text.hpp"

namespace afb::http {

namespace {

namespace beast = boost::beast;

constexpr std::size_t max_fields = 200;
constexpr std::size_t longest_chunk_line = 4096;  // size, extensions and trailer fields: nobody needs them long

// A string that grows with what arrives. Beast's own reserves what Content-Length promises.
struct GrowingBody {
    using value_type = std::string;
    class reader {
    public:
        template <bool is_request, class Fields>
        reader(beast::http::header<is_request, Fields>&, value_type& body) : body_(body) {}

        void init(const boost::optional<std::uint64_t>&, beast::error_code& error) { error = {}; }

        template <class Buffers>
        std::size_t put(const Buffers& buffers, beast::error_code& error) {
            error = {};
            std::size_t taken = 0;
            for (auto it = boost::asio::buffer_sequence_begin(buffers); it != boost::asio::buffer_sequence_end(buffers);
                 ++it) {
                const boost::asio::const_buffer piece = *it;
                body_.append(static_cast<const char*>(piece.data()), piece.size());
                taken += piece.size();
            }
            return taken;
        }

        void finish(beast::error_code& error) { error = {}; }

    private:
        value_type& body_;
    };
};

std::vector<std::string> values_of(const api::Headers& headers, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, value] : headers)
        if (api::same_header(key, name)) values.push_back(value);
    return values;
}

bool has_word(const std::vector<std::string>& values, std::string_view word) {
    for (const auto& value : values)
        for (const auto part : split_list(value, ','))
            if (api::same_header(part, word)) return true;
    return false;
}

Refusal body_too_large(std::size_t limit) {
    const auto bytes = std::to_string(limit);
    return {413, "The body may be at most " + bytes + " bytes here.",
            "De inhoud mag hier hooguit " + bytes + " bytes zijn."};
}

std::optional<Refusal> check_host(const std::vector<std::string>& hosts, bool http10) {
    if (hosts.empty() && http10) return std::nullopt;
    if (hosts.size() != 1)
        return bad_request("A request needs exactly one Host field.", "Een verzoek heeft precies één Host-veld nodig.");
    if (!is_authority(hosts[0])) return bad_request("The Host field is not a host.", "Het Host-veld is geen host.");
    return std::nullopt;
}

// RFC 9112 section 6.3, with every doubtful case refused.
std::optional<Refusal> check_framing(const api::Headers& headers, bool http10) {
    const auto codings = values_of(headers, "Transfer-Encoding");
    const auto lengths = values_of(headers, "Content-Length");
    if (!codings.empty() && !lengths.empty())
        return bad_request("Content-Length and Transfer-Encoding exclude each other.",
                           "Content-Length en Transfer-Encoding sluiten elkaar uit.");
    if (lengths.size() > 1 ||
        (lengths.size() == 1 && (lengths[0].empty() || !std::all_of(lengths[0].begin(), lengths[0].end(), is_digit))))
        return bad_request("Content-Length must be one whole number.", "Content-Length moet één geheel getal zijn.");
    if (codings.empty()) return std::nullopt;
    if (http10 || codings.size() > 1)
        return bad_request("Transfer-Encoding may occur once, in HTTP/1.1.",
                           "Transfer-Encoding mag één keer voorkomen, in HTTP/1.1.");
    const auto words = split_list(codings[0], ',');
    if (words.empty() || !api::same_header(words.back(), "chunked"))
        return bad_request("Transfer-Encoding of a request must end in chunked.",
                           "Transfer-Encoding van een verzoek moet eindigen op chunked.");
    if (words.size() > 1)
        return Refusal{501, "Of the transfer codings only chunked is understood.",
                       "Van de overdrachtscoderingen werkt alleen chunked."};
    return std::nullopt;
}

}  // namespace

class RequestReader::Parts {
public:
    explicit Parts(const ReaderLimits& limits_) : limits(limits_), scanner(limits_) {
        parser.header_limit(static_cast<std::uint32_t>(limits.max_uri + limits.max_header_bytes + 256));
        parser.body_limit(boost::none);  // ours is known only when the path is
    }

    State refuse(Refusal why) {
        refusal = std::move(why);
        return state = State::refused;
    }

    State read_head(std::string_view& input);
    State read_body(std::string_view& input);
    std::optional<Refusal> accept_line(std::string_view text);
    std::optional<Refusal> accept_fields();
    Refusal refusal_for(const beast::error_code& error) const;

    const ReaderLimits& limits;
    State state = State::head;
    HeadScanner scanner;
    beast::http::request_parser<GrowingBody> parser;
    RequestLine line;
    api::Request request;
    Refusal refusal;
    std::size_t max_body = 0;
    std::size_t chunk_overhead = 0;
    bool started = false;
    bool expects_continue = false;
    bool line_known = false;
    bool keep_alive = false;
};

RequestReader::State RequestReader::Parts::read_head(std::string_view& input) {
    if (!started) {  // RFC 9112 section 2.2: empty lines before a request are no error
        std::size_t blank = 0;
        while (input.substr(blank, 2) == "\r\n") blank += 2;
        input.remove_prefix(blank);
        if (input.empty() || input == "\r") return state;
        started = true;
    }
    auto problem = scanner.scan(input);
    if (!line_known && scanner.line_length() != 0) {
        line_known = true;
        if (auto wrong = accept_line(input.substr(0, scanner.line_length()))) problem = wrong;
    }
    if (problem) return refuse(std::move(*problem));
    if (!scanner.complete()) return state;

    beast::error_code error;
    const auto taken = parser.put(boost::asio::buffer(input.data(), scanner.end()), error);
    if (error || taken != scanner.end()) return refuse(refusal_for(error));
    input.remove_prefix(taken);
    if (auto wrong = accept_fields()) return refuse(std::move(*wrong));
    if (parser.is_done()) return state = State::complete;
    parser.eager(true);
    parser.body_limit(max_body);
    return state = State::body;
}

std::optional<Refusal> RequestReader::Parts::accept_line(std::string_view text) {
    if (auto wrong = parse_request_line(text, limits.max_uri, line)) return wrong;
    request.method = line.method;
    auto target = parse_target(line.method, line.target);
    if (!target)
        return bad_request(
            "The request target is malformed: percent signs need two hexadecimal digits, the text must be "
            "valid UTF-8 without control characters, and a fragment does not belong in it.",
            "Het adres van het verzoek klopt niet: na een procentteken horen twee hexadecimale cijfers, de "
            "tekst moet geldige UTF-8 zonder stuurtekens zijn en een fragment hoort er niet in.");
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    if (target->authority) request.headers.emplace_back("Host", std::move(*target->authority));
    return std::nullopt;
}

std::optional<Refusal> RequestReader::Parts::accept_fields() {
    const bool absolute = !request.headers.empty();
    const bool http10 = line.minor_version == 0;
    api::Headers headers;
    for (const auto& field : parser.get().base())
        headers.emplace_back(std::string(field.name_string()), std::string(trim(std::string_view(field.value()))));
    if (headers.size() > max_fields)
        return Refusal{431, "There are too many header fields.", "Er zijn te veel kopvelden."};
    if (auto wrong = check_host(values_of(headers, "Host"), http10)) return wrong;
    if (auto wrong = check_framing(headers, http10)) return wrong;
    const auto connection = values_of(headers, "Connection");
    keep_alive = !has_word(connection, "close") && (!http10 || has_word(connection, "keep-alive"));
    for (auto& header : headers)  // RFC 9112 section 3.2.2: the absolute form wins over Host
        if (!absolute || !api::same_header(header.first, "Host")) request.headers.push_back(std::move(header));

    max_body = limits.max_body(request.method, request.path);
    if (const auto length = parser.content_length(); length && *length > max_body) return body_too_large(max_body);
    if (const auto expect = request.find_header("Expect"); expect && !http10) {
        if (!api::same_header(*expect, "100-continue"))
            return Refusal{417, "The only expectation that can be met is 100-continue.",
                           "De enige verwachting waaraan voldaan kan worden is 100-continue."};
        expects_continue = !parser.is_done();
    }
    return std::nullopt;
}

RequestReader::State RequestReader::Parts::read_body(std::string_view& input) {
    if (input.empty()) return state;
    expects_continue = false;  // it did not wait
    beast::error_code error;
    const std::size_t before = parser.get().body().size();
    const auto taken = parser.put(boost::asio::buffer(input.data(), input.size()), error);
    input.remove_prefix(taken);
    if (error && error != beast::http::error::need_more) return refuse(refusal_for(error));
    if (parser.is_done()) return state = State::complete;
    if (parser.chunked()) {
        const std::size_t gained = parser.get().body().size() - before;
        chunk_overhead += taken - std::min(taken, gained);
        // One byte in a chunk costs six; a client that wastes more is not sending a body.
        if (input.size() > longest_chunk_line ||
            chunk_overhead > 8 * parser.get().body().size() + 4 * longest_chunk_line)
            return refuse(bad_request("The chunked body wastes too much on lines between the data.",
                                      "De inhoud in stukken heeft te veel regels tussen de gegevens."));
    }
    return state;
}

Refusal RequestReader::Parts::refusal_for(const beast::error_code& error) const {
    namespace http = beast::http;
    if (error == http::error::body_limit) return body_too_large(max_body);
    if (error == http::error::header_limit)
        return {431, "The header fields are too long.", "De kopvelden zijn te lang."};
    if (state == State::body)
        return bad_request("The chunks of the body are malformed.", "De stukken van de inhoud zijn niet goed gevormd.");
    return bad_request("The head of the request is malformed.", "De kop van het verzoek is niet goed gevormd.");
}

RequestReader::RequestReader(const ReaderLimits& limits) : parts_(std::make_unique<Parts>(limits)) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::read(std::string_view& input) {
    if (parts_->state == State::head) parts_->read_head(input);
    if (parts_->state == State::body) parts_->read_body(input);
    return parts_->state;
}

bool RequestReader::take_expects_continue() {
    return std::exchange(parts_->expects_continue, false);
}
bool RequestReader::blank() const {
    return !parts_->started;
}
bool RequestReader::in_body() const {
    return parts_->state == State::body;
}
std::size_t RequestReader::body_bytes() const {
    return parts_->parser.get().body().size();
}
const Refusal& RequestReader::refusal() const {
    return parts_->refusal;
}
bool RequestReader::is_head_request() const {
    return parts_->line.method == "HEAD";
}
bool RequestReader::is_http10() const {
    return parts_->line.minor_version == 0;
}
bool RequestReader::keep_alive() const {
    return parts_->keep_alive;
}

api::Request RequestReader::take_request() {
    parts_->request.body = std::move(parts_->parser.get().body());
    return std::move(parts_->request);
}

}  // namespace afb::http
