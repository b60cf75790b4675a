#include "service/insights/audience.hpp"

namespace afb::insights {

std::vector<Cell> cells_of(const Audience& audience) {
    Cell nothing;
    nothing.fill(unstated_code);
    std::vector<Cell> cells{nothing};
    for (std::size_t i = 0; i < aspects; ++i) {
        if (audience[i].empty()) continue;
        std::vector<Cell> wider;
        wider.reserve(cells.size() * audience[i].size());
        for (const Cell& cell : cells) {
            for (const Code code : audience[i]) {
                wider.push_back(cell);
                wider.back()[i] = code;
            }
        }
        cells = std::move(wider);
    }
    return cells;
}

}  // namespace afb::insights
