// Small numbers and strings one behind the other in a byte string, and lists of strings that only grow, kept in the
// index's metadata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace afb::indexer {

void append_number(std::uint32_t number, std::string& out);  // seven bits a byte, lowest first
// Takes one from the front of `bytes`; 0 and "" when nothing is left.
inline std::uint32_t take_number(std::string_view& bytes) {
    std::uint32_t number = 0;
    for (unsigned shift = 0; !bytes.empty() && shift < 32; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) break;
    }
    return number;
}
inline std::string pack_number(std::uint32_t number) {
    std::string packed;
    append_number(number, packed);
    return packed;
}
void append_text(std::string_view text, std::string& out);
std::string_view take_text(std::string_view& bytes);

// One list in the metadata, in numbered pieces, each written in one commit together with the documents that need it.
class GrowingList {
public:
    explicit GrowingList(std::string name) : name_(std::move(name)) {}

    // The items of the pieces that this object has not read or written yet.
    std::vector<std::string> read_new(const Xapian::Database& database);
    void write(Xapian::WritableDatabase& database, const std::vector<std::string>& items);

private:
    std::string key() const;

    std::string name_;
    unsigned pieces_ = 0;
};

}  // namespace afb::indexer
