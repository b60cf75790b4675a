// By what amounts are grouped, and in which groups a tariff is: none stated is a group of its own, several are several.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/insights/facts.hpp"

namespace afb::insights {

enum class Dimension {
    onderwijsregio,
    partnership,  // the holder, when it is one
    holder,
    sector,  // of the tariff; else of its regulation
    level,   // of the agreement it belongs to; else that of the holder
    route,   // the pattern of the payment route
    payer,
    study_year,
    programme,
    contract_form,
    binding,
    school_year,
};

struct DimensionName {
    Dimension dimension;
    std::string_view name;    // in `groupBy`
    std::string_view filter;  // of the catalog, that finds the regulations of a group
};

const std::vector<DimensionName>& dimensions();
const DimensionName& name_of(Dimension dimension);
std::optional<Dimension> find_dimension(std::string_view name);

// The values of one or two dimensions. `unstated_code` where the source says nothing.
struct GroupKey {
    std::array<Code, 2> values{unstated_code, unstated_code};
    auto operator<=>(const GroupKey&) const = default;
};

// The values of a tariff in one dimension. Remembers what follows from a regulation for all of its tariffs.
class Classifier {
public:
    Classifier(const Facts& facts, Dimension dimension);

    // Never empty: {unstated_code}. Valid until the next call. `tariff`: nullptr for a regulation without any.
    std::span<const Code> values(const RecordRef& record, const TariffFact* tariff);

private:
    std::span<const Code> keep(std::span<const Code> codes);
    Code level_of(const RecordRef& record);
    Code level_of_holder(Code holder);

    const Facts& facts_;
    Dimension dimension_;
    NameNumber filter_;
    NameNumber holder_;
    NameNumber agreement_;
    NameNumber level_;
    std::vector<Code> kept_;
    std::unordered_map<Code, Code> levels_;        // of holders and agreements
    std::unordered_map<Code, bool> partnerships_;  // whether a holder is one
};

}  // namespace afb::insights
