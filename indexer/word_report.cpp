#include "indexer/word_report.hpp"

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_bytes = 1'000;

std::string written_parts(std::string_view text, const Token& token, std::size_t end) {
    // An amount has its currency as a part, but it is one word.
    const bool is_amount = token.width == 1 && is_digit(static_cast<unsigned char>(token.folded.front()));
    if (is_amount) return std::string(text.substr(token.begin, end - token.begin));
    std::string written;
    std::size_t begin = token.begin;
    const Part* before = nullptr;
    for (const Part& part : token.parts) {
        if (part.joined) continue;
        if (before != nullptr) {
            const std::size_t until = part.offset == before->offset ? part.begin : before->end;
            written.append(text.substr(begin, until - begin)).push_back('+');
            begin = part.begin;
        }
        before = &part;
    }
    return written.append(text.substr(begin, end - begin));
}

}  // namespace

std::string word_report(std::string_view text, DutchText& dutch) {
    const std::string word = clean(text, most_bytes);
    std::string parts;
    std::string stems;
    for (const Token& token : dutch.analyse(word)) {
        if (!parts.empty()) parts.push_back(' ');
        if (!stems.empty()) stems.push_back(' ');
        // 's is no part of the word, but it is written at its end.
        std::size_t end = token.end;
        for (std::size_t at = end; at < word.size(); end = at) {
            const char32_t c = next_code_point(word, at);
            if (!is_word_character(c) && c != '\'' && c != 0x2019 && c != 0x2018 && c != 0x2BC) break;
        }
        if (end > token.end && (word[end - 1] != 's' && word[end - 1] != 'S')) end = token.end;
        parts += written_parts(word, token, end);
        stems += token.stem;
    }
    return word + '\t' + parts + '\t' + stems;
}

}  // namespace afb::indexer
