// The facts of all live records at one moment, in memory: what every insight is a function of.
//
// Guarantees: immutable; one snapshot of the store, at change `seq`. The next one shares with it every chunk that no
// write touched. Leaves out: texts (the store has them), and who may see what (Selection).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/catalog.hpp"
#include "service/insights/chunk.hpp"
#include "service/storage/fact_rows.hpp"

namespace afb::insights {

// A record in a snapshot; valid for as long as the snapshot.
struct RecordRef {
    const Chunk* chunk = nullptr;
    const RecordFact* record = nullptr;

    std::string_view id() const { return chunk->id(*record); }
    std::string_view title() const { return chunk->title(*record); }
    std::span<const Code> filters() const { return chunk->filters(*record); }
    std::span<const Code> filters(NameNumber name) const { return codes_named(filters(), name); }
    std::span<const Code> references() const { return chunk->references(*record); }
    const DetailRecord& detail() const { return chunk->details.at(chunk->index_of(*record)); }
    std::span<const Code> parties() const { return chunk->details.parties(chunk->index_of(*record)); }
    std::span<const ParticipationFact> participations() const {
        return chunk->details.participations(chunk->index_of(*record));
    }
    std::span<const PartyCount> counts() const { return chunk->details.counts(chunk->index_of(*record)); }
    std::span<const FundingRow> funding() const { return chunk->details.funding(chunk->index_of(*record)); }
};

// The first code of this name; `unstated_code` when there is none.
inline Code first_code(const RecordRef& record, NameNumber name) {
    const auto codes = record.filters(name);
    return codes.empty() ? unstated_code : codes.front();
}

// Which record an id is; a record keeps its number and kind for ever, so all snapshots share one.
class Numbers {
public:
    struct Place {
        std::int64_t no = 0;
        std::uint8_t shelf = 0;
    };
    void put(std::string_view id, Place place);
    std::optional<Place> find(std::string_view id) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Place, Hash, std::equal_to<>> places_;
};

// A record as it has become; nothing when it is no longer there.
struct FactChange {
    std::int64_t no = 0;
    std::optional<storage::FactRow> row;
};

class Facts {
public:
    static constexpr std::size_t chunk_size = 512;

    std::int64_t seq() const { return seq_; }
    Codes& codes() const { return *codes_; }
    const Catalog& catalog() const { return *catalog_; }

    // Chunks of one kind, records by number. Throws std::out_of_range for a kind the catalog does not have.
    const std::vector<std::shared_ptr<const Chunk>>& chunks(std::string_view kind) const;
    std::optional<RecordRef> find(std::string_view id) const;
    std::optional<RecordRef> find(Code id) const { return find(codes().text(id)); }
    std::optional<std::int64_t> number_of(std::string_view id) const;  // dead or alive
    std::string_view kind_of(std::string_view id) const;               // "" when there is no such record, dead or alive
    std::size_t count() const;

    // The next snapshot.
    std::shared_ptr<const Facts> with(std::vector<FactChange> changes, std::int64_t seq) const;

private:
    friend class FactsBuilder;
    using Shelf = std::vector<std::shared_ptr<const Chunk>>;

    std::size_t shelf_of(std::string_view kind) const;
    std::optional<std::size_t> find_shelf(std::int64_t no) const;

    std::int64_t seq_ = 0;
    std::shared_ptr<const Catalog> catalog_;
    std::shared_ptr<Codes> codes_;
    std::shared_ptr<Numbers> numbers_;
    std::vector<Shelf> shelves_;  // in the order of the catalog's kinds
};

// Facts from nothing: rows in the order of their numbers. Rows of a kind that the catalog does not have are left out.
class FactsBuilder {
public:
    explicit FactsBuilder(std::shared_ptr<const Catalog> catalog);
    void add(const storage::FactRow& row);
    std::shared_ptr<const Facts> finish(std::int64_t seq);

private:
    std::shared_ptr<Facts> facts_;
    std::vector<std::shared_ptr<Chunk>> open_;  // the last chunk of each shelf
};

}  // namespace afb::insights
