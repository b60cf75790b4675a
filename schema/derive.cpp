#include "schema/derive.hpp"

#include "schema/derive_parts.hpp"

namespace afb {
namespace {

using namespace derivation;

// The rules and derivations of a kind beside those that hold for all kinds. A kind that is not here has none.
struct KindLogic {
    std::string_view kind;
    void (*check)(const Json& body, Problems& problems);
    void (*derive)(const Json& body, Derivation& derivation);
};

void check_organisation(const Json& body, Problems& problems) {
    const Json& identifiers = member(body, "identifiers");
    const std::string brin = text(identifiers, "brin");
    const std::string location = text(identifiers, "vestigingsnummer");
    // DUO numbers a vestiging as the BRIN of its institution and two digits.
    if (!brin.empty() && !location.empty() && !location.starts_with(brin)) {
        problems.push_back(body_problem("identifier.mismatch", "/identifiers/vestigingsnummer"));
    }
}

constexpr KindLogic logic[] = {
    {"agreement", check_agreement, derive_agreement},
    {"stagevergoeding", check_stagevergoeding, derive_stagevergoeding},
    {"funding", nullptr, derive_funding},
    {"organisation", check_organisation, nullptr},
};

const KindLogic* find_logic(const Kind& kind) {
    for (const KindLogic& row : logic) {
        if (row.kind == kind.name) return &row;
    }
    return nullptr;
}

void check_validity(const Json& body, Problems& problems) {
    if (!validity(body, "validFrom", "validUntil").ordered()) {
        problems.push_back(body_problem("dates.order", "/validUntil"));
    }
    for (const std::string_view name : {"participants", "members"}) {
        const Json& rows = list(body, name);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (validity(rows[i], "from", "until").ordered()) continue;
            problems.push_back(body_problem("dates.order", pointer_to(pointer_to(pointer_to("", name), i), "until")));
        }
    }
}

// Numbers are kept exactly, so they have no more decimals than we compute with.
void check_decimals(const Kind& kind, const Json& body, Problems& problems) {
    for (const Field& field : kind.fields) {
        if (field.read_only || field.type != FieldType::number) continue;
        field.for_each(body, [&problems](const Json& value, const std::string& pointer) {
            if (value.is_number() && !Decimal::parse(value.dump())) {
                problems.push_back(body_problem("decimals", pointer, {"4"}));
            }
        });
    }
}

// A source may be wrong about its own figures, so this only warns.
void check_coverage(const Json& body, Problems& warnings) {
    constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"studentsInSamenOpleiden", "studentsTotal"},
        {"schoolsParticipating", "schoolsTotal"},
    };
    const Json& rows = list(body, "coverage");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& [part, whole] : pairs) {
            const auto of_part = integer(rows[i], part);
            const auto of_whole = integer(rows[i], whole);
            if (!of_part || !of_whole || *of_part <= *of_whole) continue;
            warnings.push_back(body_problem("coverage.partAboveWhole", pointer_to(pointer_to("/coverage", i), part)));
        }
    }
}

Json json_of(const Problems& warnings) {
    Json out = Json::array();
    for (const Problem& warning : warnings) {
        out.push_back({{"code", warning.code},
                       {"location", warning.location},
                       {"detail", warning.detail},
                       {"detailNl", warning.detail_nl}});
    }
    return out;
}

}  // namespace

std::vector<Problem> check_rules(const Kind& kind, const Json& body) {
    Problems problems;
    check_validity(body, problems);
    check_decimals(kind, body, problems);
    const KindLogic* row = find_logic(kind);
    if (row != nullptr && row->check != nullptr) row->check(body, problems);
    return problems;
}

Json derive(const Kind& kind, const Json& body, const DeriveContext& context) {
    Derivation derivation{context, Links(context), Json::object(), {}};
    const KindLogic* row = find_logic(kind);
    if (row != nullptr && row->derive != nullptr) row->derive(body, derivation);
    check_coverage(body, derivation.warnings);
    Json derived = Json::object();
    if (!derivation.warnings.empty()) derived["warnings"] = json_of(derivation.warnings);
    for (auto& [key, value] : derivation.derived.items()) derived[key] = std::move(value);
    return derived;
}

}  // namespace afb
