#include "schema/division.hpp"

#include <string>

namespace afb {
namespace {

Text operator+(const Text& left, const Text& right) {
    return {left.nl + right.nl, left.en + right.en};
}

Text same(std::string_view text) {
    return {std::string(text), std::string(text)};
}

// The parts added up by their basis; nothing where a sum does not fit.
struct Sums {
    std::optional<Money> per_student;
    std::optional<Money> fixed;
    std::optional<Decimal> share;
    bool complete = true;  // every part has its value
};

template <class Value>
void add_to(std::optional<Value>& sum, const std::optional<Value>& value, bool& complete) {
    if (!value) {
        complete = false;
        return;
    }
    const auto next = add(sum.value_or(Value()), *value);
    if (!next) complete = false;
    if (next) sum = next;
}

Sums sums_of(const std::vector<DivisionPart>& parts) {
    Sums sums;
    for (const DivisionPart& part : parts) {
        switch (part.basis) {
            case DivisionBasis::per_student:
                add_to(sums.per_student, part.amount, sums.complete);
                break;
            case DivisionBasis::fixed:
                add_to(sums.fixed, part.amount, sums.complete);
                break;
            case DivisionBasis::share:
                add_to(sums.share, part.share, sums.complete);
                break;
        }
    }
    return sums;
}

Text students_text(std::int64_t students) {
    const std::string number = std::to_string(students);
    return {number + (students == 1 ? " student" : " studenten"), number + (students == 1 ? " student" : " students")};
}

// The sum that grows term by term, in cents and in words. `complete` turns false when a term is not known; then the sum
// is a lower bound.
struct Tally {
    std::optional<Money> sum = Money();
    Text written;
    bool complete = true;

    void term(const std::optional<Money>& money, const Text& text) {
        const auto next = sum && money ? add(*sum, *money) : std::nullopt;
        if (!next) complete = false;
        if (next) sum = next;
        written = written.nl.empty() ? text : written + same(" + ") + text;
    }
};

struct Frame {
    std::optional<Money> available;
    std::optional<std::int64_t> students;
    bool one_student = false;
};

Tally tally(const Sums& sums, const Frame& frame) {
    Tally tally;
    tally.complete = sums.complete;
    if (sums.per_student) {
        const Text each = sums.per_student->display();
        if (frame.one_student) {
            tally.term(sums.per_student, each);
        } else if (frame.students) {
            tally.term(multiply(*sums.per_student, *frame.students),
                       each + same(" x ") + students_text(*frame.students));
        } else {
            tally.complete = false;
        }
    }
    if (sums.fixed) tally.term(sums.fixed, sums.fixed->display());
    if (sums.share && frame.available) {
        tally.term(multiply(*frame.available, Fraction::percent(*sums.share)),
                   sums.share->display() + Text{"% van ", "% of "} + frame.available->display());
    } else if (sums.share) {
        tally.complete = false;
    }
    return tally;
}

// "€ 750,00 x 100 studenten + 40% van € 125.000,00 = € 125.000,00; van € 125.000,00 blijft € 0,00 onverdeeld"
Text formula(const Tally& tally, const Frame& frame) {
    Text text = frame.one_student ? Text{"Per student: ", "For each student: "} : Text{};
    text = text + tally.written + same(" = ") + tally.sum->display();
    if (!frame.available) return text;
    const Text all = frame.available->display();
    if (*tally.sum > *frame.available) {
        const Text excess = subtract(*tally.sum, *frame.available)->display();
        return text + Text{"; dat is " + excess.nl + " meer dan de " + all.nl + " die er is",
                           "; that is " + excess.en + " more than the " + all.en + " there is"};
    }
    const Text rest = subtract(*frame.available, *tally.sum)->display();
    return text + Text{"; van " + all.nl + " blijft " + rest.nl + " onverdeeld",
                       "; of " + all.en + ", " + rest.en + " is left undivided"};
}

}  // namespace

std::optional<DivisionBasis> division_basis_of(std::string_view code) {
    if (code == "perStudent") return DivisionBasis::per_student;
    if (code == "fixed") return DivisionBasis::fixed;
    if (code == "share") return DivisionBasis::share;
    return std::nullopt;
}

std::optional<Money> available(const FundingAmounts& amounts) {
    if (amounts.total) return amounts.total;
    if (!amounts.per_student || !amounts.students) return std::nullopt;
    return multiply(*amounts.per_student, *amounts.students);
}

bool totals_differ(const FundingAmounts& amounts) {
    if (!amounts.total || !amounts.per_student || !amounts.students) return false;
    const auto computed = multiply(*amounts.per_student, *amounts.students);
    return !computed || *computed != *amounts.total;
}

Division divide_funding(const FundingAmounts& amounts, const std::vector<DivisionPart>& parts) {
    Division division;
    if (parts.empty()) return division;
    const Sums sums = sums_of(parts);
    Frame frame{available(amounts), amounts.students, false};
    if (!amounts.students && !amounts.total && !sums.fixed) {
        frame.one_student = true;
        frame.available = amounts.per_student;
    }
    const Tally result = tally(sums, frame);
    const bool over =
        (frame.available && *result.sum > *frame.available) || (sums.share && *sums.share > Decimal::whole(100));
    // Even when some parts are not known, what is known can be too much already.
    if (over) division.overdivided = true;
    if (!result.complete || !result.sum->fits_wire() || result.written.nl.empty()) return division;
    division.formula = formula(result, frame);
    if (frame.available) division.overdivided = over;
    if (frame.one_student) return division;
    division.total = result.sum;
    if (frame.available && !over) division.undivided = subtract(*frame.available, *result.sum);
    if (division.undivided && !division.undivided->fits_wire()) division.undivided.reset();
    return division;
}

}  // namespace afb
