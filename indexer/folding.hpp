// Letters as people type them: lower case, no accents. Works on UTF-8 from anywhere; never throws.
//
// Guarantees: folding a text twice gives the same as folding it once; an invalid byte counts as one separator.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace afb::indexer {

// The code point at `at`, which moves past it. An invalid byte gives U+FFFD and moves one byte.
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(char32_t code_point, std::string& out);

// A letter, digit, accent that combines with a letter, or an invisible mark inside words (soft hyphen, zero-width
// joiner).
bool is_word_character(char32_t code_point);
bool is_digit(char32_t code_point);
bool is_space(char32_t code_point);  // also the narrow and the fixed ones
bool is_apostrophe(char32_t code_point);
// May a word, or the sign before it that demands or excludes it, begin behind this?
bool opens_word(char32_t code_point);

// Appends the folded form: "É" gives "e", "ĳ" gives "ij", a combining accent gives nothing.
void append_folded(char32_t code_point, std::string& out);

std::string fold(std::string_view text);

// Lower case with accents kept: "Coördinator" gives "coördinator". For words shown to people.
std::string lower(std::string_view text);

// Valid UTF-8 with control characters and invalid bytes made into spaces, at most `limit` bytes (cut between
// characters).
std::string clean(std::string_view text, std::size_t limit);

// The largest length of at most `limit` bytes that does not cut a character.
std::size_t cut_at_character(std::string_view text, std::size_t limit);

}  // namespace afb::indexer
