// From a record to what the index keeps of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/dutch.hpp"
#include "indexer/facets.hpp"
#include "indexer/fields.hpp"
#include "indexer/index.hpp"

namespace afb::indexer {

// What a document's data holds: enough to answer with an id and to complete names, no more (texts come from the store).
struct NamedRecord {
    std::string id;
    std::string kind;
    bool is_public = false;
    std::vector<std::string> names;  // the title first; none when it has no title
};
std::string pack(const NamedRecord& record);
NamedRecord unpack_record(std::string_view data);

struct IndexedRecord {
    std::string unique_term;
    Xapian::Document document;
    NamedRecord named;
    std::vector<std::string> words;  // as written, lower case
};

// Published and public: what anybody may find.
bool is_public(const Json& body);

// For one thread. Adds facet values to the dictionary as it meets them.
class DocumentBuilder {
public:
    DocumentBuilder(const Fields& fields, FacetDictionary& facets) : fields_(fields), facets_(facets) {}

    // Throws std::invalid_argument for a kind the catalog does not have.
    IndexedRecord build(Entry&& entry);

private:
    struct Draft;
    struct TextUse;
    void add_text(Draft& draft, std::string_view text, const TextUse& use);
    void add_texts(Draft& draft, const KindFields& kind, const std::vector<std::string>& linked_texts);
    void add_names(Draft& draft, const KindFields& kind);
    void add_filters(Draft& draft, const KindFields& kind);
    void add_slots(Draft& draft, const KindFields& kind, const std::string& updated_at);

    const Fields& fields_;
    FacetDictionary& facets_;
    DutchText dutch_;
};

}  // namespace afb::indexer
