// The form of the index: which terms, slots and metadata a document has. Everything that writes or asks for a term goes
// through here.
//
//   Q<id>                  the record, unique
//   XK<kind>  XPUB         its kind; present when it is published and public
//   XF<filter>:<value>     one for each value of each filter of the catalog
//   XW<filter>:<value>     the same of filters with free values, folded and without spaces (written_term)
//   E<value>               a whole name or identifier, folded (exact_form)
//   N<value>               the same of its title only
//   Z<stem>                a word or part of one; wdf is the field's weight
//   P<five letters>        the family of a word or part
//   S<stem>                a word or part in one of the record's names, for title:word; no wdf
//
//   slot 0 newest first, then id · 1 first day in force · 2 last day in force · 3 packed facet values · 4 the words in
//   order (phrases.hpp) · 5 the record's number (columns.hpp) · 10... one for each range, then one for each sort key,
//   then one for each filter to collapse by, of the catalog, by name; the last hold the number of the value, as facets
//   do
//
//   metadata: "version" (index_version), "seq" (the store's change number), "documents", and the growing lists
//   "facet/N" and "word/N"; document data: see document.hpp
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "schema/catalog.hpp"

namespace afb::indexer {

inline constexpr int format_version = 8;

namespace slots {
inline constexpr Xapian::valueno newest = 0;
inline constexpr Xapian::valueno valid_from = 1;
inline constexpr Xapian::valueno valid_until = 2;
inline constexpr Xapian::valueno facets = 3;
inline constexpr Xapian::valueno words = 4;
inline constexpr Xapian::valueno number = 5;
inline constexpr Xapian::valueno first_of_catalog = 10;
}  // namespace slots

namespace metadata {
inline constexpr const char* version = "version";
inline constexpr const char* seq = "seq";
inline constexpr const char* documents = "documents";
}  // namespace metadata

// What an index must have been made with to be usable: format, analysis and catalog.
std::string index_version(const Catalog& catalog);

inline constexpr const char* public_term = "XPUB";
std::string id_term(std::string_view id);
std::string kind_term(std::string_view kind);
std::string filter_term(std::string_view filter, std::string_view value);
// The same for every way to write the value: case, accents, spaces and signs do not count.
std::string written_term(std::string_view filter, std::string_view value);
std::string exact_term(std::string_view exact);
std::string exact_title_term(std::string_view exact);
std::string word_term(std::string_view stem);
// The stem of a word's term, as far as the term holds it; "" for a term of another sort.
std::string_view stem_of_term(std::string_view term);
std::string title_term(std::string_view stem);
std::string family_term(std::string_view family);

// How whole names are compared: folded, apostrophes gone, everything that is no letter or digit made into one space. A
// name without any letter or digit is compared as it is written.
std::string exact_form(std::string_view name);
// The same with a minus sign kept where it would exclude a word in a query: "ja -nee". Whoever excludes a word does not
// ask for a name that has it, unless the name is written so.
std::string exact_form_with_minus(std::string_view name);
// Identifiers are also compared without spaces: "25 LZ" is 25LZ.
std::string without_spaces(std::string_view exact);

}  // namespace afb::indexer
