#include "indexer/packing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace afb::indexer {

void append_number(std::uint32_t number, std::string& out) {
    while (number >= 0x80) {
        out.push_back(static_cast<char>(static_cast<unsigned char>((number & 0x7FU) | 0x80U)));
        number >>= 7U;
    }
    out.push_back(static_cast<char>(static_cast<unsigned char>(number)));
}

void append_text(std::string_view text, std::string& out) {
    append_number(static_cast<std::uint32_t>(text.size()), out);
    out.append(text);
}

std::string_view take_text(std::string_view& bytes) {
    const std::size_t size = std::min<std::size_t>(take_number(bytes), bytes.size());
    const std::string_view text = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return text;
}

std::string GrowingList::key() const {
    return fmt::format("{}/{:08x}", name_, pieces_);
}

std::vector<std::string> GrowingList::read_new(const Xapian::Database& database) {
    std::vector<std::string> items;
    for (std::string piece = database.get_metadata(key()); !piece.empty(); piece = database.get_metadata(key())) {
        std::string_view bytes = piece;
        while (!bytes.empty()) items.emplace_back(take_text(bytes));
        ++pieces_;
    }
    return items;
}

void GrowingList::write(Xapian::WritableDatabase& database, const std::vector<std::string>& items) {
    if (items.empty()) return;
    std::string piece;
    for (const std::string& item : items) append_text(item, piece);
    database.set_metadata(key(), piece);
    ++pieces_;
}

}  // namespace afb::indexer
