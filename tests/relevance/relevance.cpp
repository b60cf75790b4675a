// relevance DATA [--last FILE] [--verbose]: how well words are taken apart and records ranked, for people to read.
//
// --last keeps the scores in FILE and says what changed since they were last kept. --verbose also lists every mistake
// of the splitter and the queries that are answered worst.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>

#include "tests/relevance/collection_index.hpp"
#include "tests/relevance/gold.hpp"

using namespace afb;
using namespace afb::relevance;

namespace {

constexpr std::size_t worst_shown = 15;

struct Options {
    std::string data;
    std::string last;  // "" for none
    bool verbose = false;
};

// Scores by name, and those of the run before.
class Scores {
public:
    explicit Scores(std::string file) : file_(std::move(file)) {
        if (std::ifstream in(file_); !file_.empty() && in) before_ = Json::parse(in, nullptr, false);
    }

    // The score, with its change when it has one.
    std::string show(const std::string& name, double score) {
        now_[name] = score;
        const auto before = before_.is_object() ? before_.find(name) : before_.end();
        if (!before_.is_object() || before == before_.end() || !before->is_number())
            return fmt::format("{:.3f}         ", score);
        const double change = score - before->get<double>();
        if (std::abs(change) < 0.0005) return fmt::format("{:.3f}    =    ", score);
        return fmt::format("{:.3f} ({:+.3f})", score, change);
    }

    void keep() const {
        if (file_.empty()) return;
        std::ofstream out(file_);
        out << now_.dump(2) << '\n';
        if (!out.flush()) throw std::runtime_error("cannot write " + file_);
    }

private:
    std::string file_;
    Json before_ = Json::object();
    Json now_ = Json::object();
};

void show_splits(const Options& options, Scores& scores) {
    fmt::print("words taken apart {:>6} {:<16} {:<16} {:<16} {:<16}\n", "words", "precision", "recall", "F1",
               "whole word right");
    indexer::DutchText dutch;
    for (const char* set : {"domain", "general", "running"}) {
        const SplitScore score =
            score_splits(read_gold(fmt::format("{}/compounds_{}_gold.txt", options.data, set)), index_splitter(dutch));
        const auto show = [&](const char* what, double value) {
            return scores.show(fmt::format("{} {}", set, what), value);
        };
        fmt::print("  {:<15} {:>6} {:<16} {:<16} {:<16} {:<16}\n", set, score.words,
                   show("precision", score.precision()), show("recall", score.recall()), show("F1", score.f1()),
                   show("whole", static_cast<double>(score.whole) / static_cast<double>(score.words)));
        if (!options.verbose) continue;
        for (const std::string& mistake : score.mistakes) fmt::print("    {}\n", mistake);
    }
}

void show_ranking(const Options& options, Scores& scores) {
    const Collection collection = read_collection(options.data);
    const CollectionIndex index(collection);
    std::vector<QueryScore> answers =
        score_queries(collection, [&](const std::string& text) { return index.rank(text); });
    fmt::print("\nrecords ranked {:>9} {:<16} {:<16} {:<16}\n", "queries", "nDCG@10", "R@20", "nDCG@10, steep gain");
    const auto show = [&](const char* label, char wording) {
        const RankingScore score = mean(answers, wording);
        fmt::print("  {:<15} {:>6} {:<16} {:<16} {:<16}\n", label, score.queries,
                   scores.show(fmt::format("{} nDCG@10", label), score.ndcg),
                   scores.show(fmt::format("{} R@20", label), score.recall),
                   scores.show(fmt::format("{} nDCG@10 steep", label), score.steep_ndcg));
    };
    show("all", 0);
    show("compounds", 'c');
    show("words apart", 'p');
    show("everyday words", 'v');
    if (!options.verbose) return;
    std::stable_sort(answers.begin(), answers.end(),
                     [](const QueryScore& a, const QueryScore& b) { return a.ndcg < b.ndcg; });
    fmt::print("\nanswered worst     nDCG@10  R@20\n");
    for (std::size_t i = 0; i < std::min(worst_shown, answers.size()); ++i) {
        const QueryScore& answer = answers[i];
        fmt::print("  {:>4} {}            {:.3f}  {:.3f}  {}\n", answer.query->id, answer.query->wording, answer.ndcg,
                   answer.recall, answer.query->text);
    }
}

std::optional<Options> parse_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--verbose") {
            options.verbose = true;
        } else if (argument == "--last" && i + 1 < argc) {
            options.last = argv[++i];
        } else if (options.data.empty() && !argument.starts_with("-")) {
            options.data = argument;
        } else {
            return std::nullopt;
        }
    }
    if (options.data.empty()) return std::nullopt;
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const std::optional<Options> options = parse_options(argc, argv);
    if (!options) {
        std::cerr << "usage: relevance DATA [--last FILE] [--verbose]\n";
        return 2;
    }
    try {
        Scores scores(options->last);
        show_splits(*options, scores);
        show_ranking(*options, scores);
        scores.keep();
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "relevance: " << error.what() << '\n';
        return 1;
    }
}
