#include "tests/bench/fts5.hpp"

#include <set>

#include "indexer/folding.hpp"

namespace afb::bench {

namespace {

std::string create_table(FtsWay way) {
    const bool trigram = way == FtsWay::substrings || way == FtsWay::three_letters;
    return std::string("CREATE VIRTUAL TABLE document USING fts5(title, text, tokenize = '") +
           (trigram ? "trigram" : "unicode61 remove_diacritics 2") + "')";
}

// Words as FTS5 sees them: letters and digits, lower case, without accents.
std::vector<std::string> plain_words(const std::string& text) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = indexer::next_code_point(text, at);
        if (indexer::is_word_character(c)) {
            indexer::append_folded(c, words.back());
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

}  // namespace

FtsIndex::FtsIndex(const std::vector<relevance::JudgedDocument>& documents, FtsWay way)
    : way_(way), database_(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    database_.exec(create_table(way));
    SQLite::Transaction transaction(database_);
    SQLite::Statement insert(database_, "INSERT INTO document (rowid, title, text) VALUES (:id, :title, :text)");
    for (const relevance::JudgedDocument& document : documents) {
        insert.bind(":id", static_cast<std::int64_t>(std::stoll(document.id)));
        insert.bind(":title", way == FtsWay::our_words ? analysed(document.title) : document.title);
        insert.bind(":text", way == FtsWay::our_words ? analysed(document.text) : document.text);
        insert.exec();
        insert.reset();
    }
    transaction.commit();
    database_.exec("INSERT INTO document (document) VALUES ('optimize')");
}

std::string FtsIndex::analysed(const std::string& text) {
    std::string words;
    for (const indexer::Token& token : dutch_.analyse(text)) {
        words.append(token.stem).append(" ");
        for (const indexer::Part& part : token.parts) words.append(part.stem).append(" ");
    }
    return words;
}

std::string FtsIndex::match(const std::string& text) {
    std::vector<std::string> wanted;
    if (way_ == FtsWay::our_words) {
        wanted = plain_words(analysed(text));
    } else if (way_ == FtsWay::three_letters) {
        std::set<std::string> grams;
        for (const std::string& word : plain_words(text)) {
            for (std::size_t at = 0; at + 3 <= word.size(); ++at) grams.insert(word.substr(at, 3));
        }
        wanted.assign(grams.begin(), grams.end());
    } else {
        for (std::string& word : plain_words(text)) {
            if (way_ != FtsWay::substrings || word.size() >= 3) wanted.push_back(std::move(word));
        }
    }
    std::string expression;
    for (const std::string& word : wanted) {
        expression.append(expression.empty() ? "\"" : " OR \"").append(word).append("\"");
        if (way_ == FtsWay::prefixes) expression.append("*");
    }
    return expression;
}

std::vector<std::string> FtsIndex::rank(const std::string& text, std::size_t limit) {
    std::vector<std::string> ids;
    const std::string expression = match(text);
    if (expression.empty()) return ids;
    SQLite::Statement query(database_, R"(
        SELECT rowid FROM document WHERE document MATCH :words
        ORDER BY bm25(document, 3.0, 1.0), rowid LIMIT :limit)");
    query.bind(":words", expression);
    query.bind(":limit", static_cast<std::int64_t>(limit));
    while (query.executeStep()) ids.push_back(query.getColumn(0).getString());
    return ids;
}

}  // namespace afb::bench
