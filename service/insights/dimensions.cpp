#include "service/insights/dimensions.hpp"

#include <algorithm>
#include <stdexcept>

namespace afb::insights {
namespace {

// The level of a regulation follows from its holder when no agreement says it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> levels_of_kinds{
    {{"onderwijsregio", "onderwijsregio"}, {"partnership", "partnership"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> levels_of_types{
    {{"schoolbestuur", "board"}, {"school", "school"}, {"vestiging", "school"}}};

template <class Table>
std::string_view find_level(const Table& table, std::string_view of) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == of; });
    return found == table.end() ? std::string_view() : found->second;
}

bool is_of_tariff(Dimension dimension) {
    return dimension == Dimension::study_year || dimension == Dimension::programme ||
           dimension == Dimension::contract_form;
}

}  // namespace

const std::vector<DimensionName>& dimensions() {
    static const std::vector<DimensionName> names{{Dimension::onderwijsregio, "onderwijsregio", "onderwijsregio"},
                                                  {Dimension::partnership, "partnership", "holder"},
                                                  {Dimension::holder, "holder", "holder"},
                                                  {Dimension::sector, "sector", "sector"},
                                                  {Dimension::level, "level", ""},
                                                  {Dimension::route, "route", "route"},
                                                  {Dimension::payer, "payer", "paidBy"},
                                                  {Dimension::study_year, "studyYear", "studyYear"},
                                                  {Dimension::programme, "programme", "programme"},
                                                  {Dimension::contract_form, "contractForm", "contractForm"},
                                                  {Dimension::binding, "binding", "binding"},
                                                  {Dimension::school_year, "schoolYear", "schoolYear"}};
    return names;
}

const DimensionName& name_of(Dimension dimension) {
    return dimensions().at(static_cast<std::size_t>(dimension));
}

std::optional<Dimension> find_dimension(std::string_view name) {
    const auto& all = dimensions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.name == name; });
    if (found == all.end()) return std::nullopt;
    return found->dimension;
}

Classifier::Classifier(const Facts& facts, Dimension dimension)
    : facts_(facts),
      dimension_(dimension),
      filter_(facts.codes().name(dimension == Dimension::level ? "level" : name_of(dimension).filter)),
      holder_(facts.codes().name("holder")),
      agreement_(facts.codes().name("agreement")),
      level_(facts.codes().name("level")) {}

std::span<const Code> Classifier::keep(std::span<const Code> codes) {
    kept_.assign(codes.begin(), codes.end());
    if (kept_.empty()) kept_.push_back(unstated_code);
    return kept_;
}

std::span<const Code> Classifier::values(const RecordRef& record, const TariffFact* tariff) {
    if (dimension_ == Dimension::level) return keep(std::array{level_of(record)});
    std::span<const Code> found;
    const bool by_tariff = is_of_tariff(dimension_) || dimension_ == Dimension::sector;
    if (by_tariff && tariff != nullptr) found = codes_named(record.chunk->scope(*record.record, *tariff), filter_);
    if (found.empty() && !is_of_tariff(dimension_)) found = record.filters(filter_);
    if (dimension_ == Dimension::partnership && !found.empty()) {
        const auto [known, is_new] = partnerships_.try_emplace(found.front(), false);
        if (is_new) known->second = facts_.kind_of(facts_.codes().text(found.front())) == "partnership";
        if (!known->second) found = {};
    }
    return keep(found);
}

Code Classifier::level_of(const RecordRef& record) {
    const auto agreements = record.filters(agreement_);
    if (!agreements.empty()) {
        const auto [known, is_new] = levels_.try_emplace(agreements.front(), unstated_code);
        if (is_new) {
            const auto agreement = facts_.find(agreements.front());
            const auto stated = agreement ? agreement->filters(level_) : std::span<const Code>();
            if (!stated.empty()) known->second = stated.front();
        }
        if (known->second != unstated_code) return known->second;
    }
    const auto holders = record.filters(holder_);
    if (!holders.empty()) return level_of_holder(holders.front());
    const bool of_sector = !record.filters(facts_.codes().name("holderSector")).empty();
    return of_sector ? facts_.codes().code(level_, "national") : unstated_code;
}

Code Classifier::level_of_holder(Code holder) {
    const auto [known, is_new] = levels_.try_emplace(holder, unstated_code);
    if (!is_new) return known->second;
    const std::string_view id = facts_.codes().text(holder);
    auto level = find_level(levels_of_kinds, facts_.kind_of(id));
    if (const auto organisation = facts_.find(id); level.empty() && organisation) {
        const auto types = organisation->filters(facts_.codes().name("organisationType"));
        if (!types.empty()) level = find_level(levels_of_types, facts_.codes().text(types.front()));
    }
    if (!level.empty()) known->second = facts_.codes().code(level_, level);
    return known->second;
}

}  // namespace afb::insights
