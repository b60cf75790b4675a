#include "indexer/other_names.hpp"

#include <set>

#include "indexer/document.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_namesakes = 8;  // whose other names are meant
constexpr std::size_t most_looked_at = 64;

}  // namespace

std::vector<std::string> other_names(const Xapian::Database& database, std::string_view exact, bool public_only) {
    const std::string term = exact_term(exact);
    std::set<std::string> names;
    std::size_t namesakes = 0;
    std::size_t looked_at = 0;
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end; ++at) {
        if (++looked_at > most_looked_at) return {};
        const NamedRecord record = unpack_record(database.get_document(*at).get_data());
        if (public_only && !record.is_public) continue;
        if (++namesakes > most_namesakes) return {};
        for (const std::string& name : record.names) {
            if (exact_form(name) != exact) names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

}  // namespace afb::indexer
