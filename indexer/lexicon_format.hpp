// The file that the lexicon is: what the tool (indexer/lexicon) writes and lexicon.hpp reads in place.
//
// Words form one automaton of shared beginnings and endings (a minimal DAWG) that also numbers them in their order, so
// that no word needs to be stored; what is known of a word stands in a row at its number. Little-endian, rows aligned.
//
//   Header · edges u32[] · skips u32[] · WordRow[] · ListedRow[] · rule starts u32[] · rules
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace afb::indexer::lexicon_format {

inline constexpr std::uint64_t magic = 0x3130'5845'4C42'4641;  // "AFBLEX01"

struct Header {
    std::uint64_t magic = lexicon_format::magic;
    std::uint64_t hash = 0;  // of all that follows the header
    std::uint32_t edges = 0;
    std::uint32_t words = 0;
    std::uint32_t listed = 0;
    std::uint32_t rules = 0;
    std::uint32_t rule_bytes = 0;
    std::uint32_t root = 0;  // its first edge
};

// An edge: letter in the low byte, then these bits, then the number of the first edge of the node it leads to. The
// edges of a node follow each other in order of their letters; node 0 has none.
inline constexpr std::uint32_t last_edge = 1U << 8U;
inline constexpr std::uint32_t ends_word = 1U << 9U;
inline constexpr unsigned target_shift = 10;

// Bits of WordRow::flags.
inline constexpr std::uint8_t is_word = 1;   // stands by itself; others only occur in compounds
inline constexpr std::uint8_t is_name = 2;   // only known with a capital
inline constexpr std::uint8_t is_head = 4;   // the dictionary lets it end compounds
inline constexpr std::uint8_t is_noun = 16;  // has endings of a noun or is a form of one; no kind: not told
inline constexpr std::uint8_t is_adjective = 32;
inline constexpr std::uint8_t is_verb = 64;
inline constexpr std::uint8_t is_listed = 8;  // has a ListedRow

// Costs in sixteenths, from -4 on; no_part: it cannot be one.
inline constexpr double cost_step = 1.0 / 16;
inline constexpr double lowest_cost = -4;
inline constexpr std::uint8_t no_part = 255;

struct WordRow {
    std::uint16_t rule = 0;  // to its lemma; 0 keeps it
    std::uint8_t flags = 0;
    std::uint8_t modifier = no_part;  // the cost of standing before another part
    std::uint8_t linked = no_part;    // likewise with a linking s
    std::uint8_t head = no_part;      // the cost of standing last
};

// How a word of the list of exceptions is divided: bit i for a boundary before byte i.
struct ListedRow {
    std::uint32_t word = 0;
    std::uint32_t unused = 0;
    std::uint64_t boundaries = 0;
    std::uint64_t links = 0;  // where a linking morpheme begins
};

// A rule: how many bytes to take off (the first byte), then what to put on.

inline std::uint64_t hash_of(std::string_view bytes) {  // FNV-1a
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

}  // namespace afb::indexer::lexicon_format
