#include "indexer/membership.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "indexer/query_builder.hpp"

namespace afb::indexer {

namespace {

using Documents = std::vector<Xapian::docid>;  // ascending

// These documents, as a part of a query. They outlive it. Hand it to Xapian with release().
class OneOf : public Xapian::PostingSource {
public:
    explicit OneOf(const Documents& documents) : documents_(&documents) {}

    Xapian::doccount get_termfreq_min() const override { return size(); }
    Xapian::doccount get_termfreq_est() const override { return size(); }
    Xapian::doccount get_termfreq_max() const override { return size(); }
    void init(const Xapian::Database&) override { started_ = false; }
    void next(double) override {
        at_ = started_ ? at_ + 1 : documents_->begin();
        started_ = true;
    }
    void skip_to(Xapian::docid document, double) override {
        at_ = std::lower_bound(started_ ? at_ : documents_->begin(), documents_->end(), document);
        started_ = true;
    }
    bool at_end() const override { return started_ && at_ == documents_->end(); }
    Xapian::docid get_docid() const override { return *at_; }
    OneOf* clone() const override { return new OneOf(*documents_); }
    std::string get_description() const override { return "OneOf"; }

private:
    Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_->size()); }

    const Documents* documents_;
    Documents::const_iterator at_;
    bool started_ = false;
};

Documents without(const Documents& documents, const Documents& others) {
    Documents left;
    std::set_difference(documents.begin(), documents.end(), others.begin(), others.end(), std::back_inserter(left));
    return left;
}

// Documents that are not found yet.
class Left {
public:
    Left(const Xapian::Database& database, Documents documents)
        : database_(&database), documents_(std::move(documents)) {}

    const Documents& documents() const { return documents_; }

    void take(const std::string& term) {
        const auto end = database_->postlist_end(term);
        auto at = database_->postlist_begin(term);
        Documents others;
        for (const Xapian::docid document : documents_) {
            if (at != end && *at < document) at.skip_to(document);
            if (at == end || *at != document) others.push_back(document);
        }
        documents_ = std::move(others);
    }

    void take(const Xapian::Query& query) {
        if (documents_.empty()) return;
        Xapian::Enquire enquire(*database_);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        enquire.set_query({Xapian::Query::OP_AND, Xapian::Query((new OneOf(documents_))->release()), query});
        const Xapian::MSet page = enquire.get_mset(0, static_cast<Xapian::doccount>(documents_.size()));
        Documents found;
        for (Xapian::MSetIterator hit = page.begin(); hit != page.end(); ++hit) found.push_back(*hit);
        documents_ = without(documents_, found);
    }

private:
    const Xapian::Database* database_;
    Documents documents_;
};

// Those of the documents that have one of these.
Documents with_any(const Alternatives& demand, const Xapian::Database& database, const Documents& documents) {
    Left others(database, documents);
    for (const std::string& term : demand.terms) others.take(term);
    for (const WordsTogether& phrase : demand.phrases) others.take(query_of(phrase));
    return without(documents, others.documents());
}

// Those of the documents that a text's conditions allow.
Documents allowed_by(const RankedText& text, const Xapian::Database& database, Documents documents) {
    if (!text.among.empty()) {
        Left others(database, documents);
        others.take(text.among);
        documents = without(documents, others.documents());
    }
    if (!text.barred.empty()) {
        Left others(database, std::move(documents));
        others.take(text.barred);
        documents = others.documents();
    }
    return documents;
}

// Most frequent first: what it finds need not be looked for again.
std::vector<std::string> terms_of(const RankedText& text, const Xapian::Database& database) {
    std::set<std::pair<Xapian::doccount, std::string>> by_frequency;
    const auto add = [&](const std::string& term) { by_frequency.emplace(database.get_termfreq(term), term); };
    for (const WordWays& ways : text.words)
        for (const WeightedTerm& way : ways) add(way.term);
    for (const Alternatives& alternatives : text.alternatives)
        for (const std::string& term : alternatives.terms) add(term);
    std::vector<std::string> terms;
    for (auto row = by_frequency.rbegin(); row != by_frequency.rend() && row->first > 0; ++row)
        terms.push_back(row->second);
    return terms;
}

}  // namespace

std::vector<bool> find_among(ReaderHandle& reader, const QuerySetting& setting, const TextQuery& text,
                             const std::vector<bool>& numbers) {
    const std::shared_ptr<const Columns> columns = reader.generation->columns.at(reader.database);
    std::vector<bool> found(numbers.size(), false);
    Documents documents;
    for (Xapian::docid document = 1; document <= columns->last(); ++document) {
        const std::uint32_t number = columns->number(document);
        if (number != 0 && number < numbers.size() && numbers[number]) documents.push_back(document);
    }
    const RankedText ranked = QueryBuilder(setting, reader.generation->words.snapshot()).build(text);
    documents = allowed_by(ranked, reader.database, std::move(documents));
    for (const Xapian::docid document : documents) found[columns->number(document)] = true;
    if (ranked.everything) return found;
    Left left(reader.database, documents);
    if (ranked.demands.empty()) {
        for (const std::string& term : terms_of(ranked, reader.database)) left.take(term);
        for (const Alternatives& alternatives : ranked.alternatives)
            for (const WordsTogether& phrase : alternatives.phrases) left.take(query_of(phrase));
    } else {
        Documents meeting = documents;
        for (const Alternatives& demand : ranked.demands) meeting = with_any(demand, reader.database, meeting);
        left = Left(reader.database, without(documents, meeting));
    }
    if (!ranked.names.empty()) left.take(ranked.names);
    for (const Xapian::docid document : left.documents()) found[columns->number(document)] = false;
    return found;
}

}  // namespace afb::indexer
