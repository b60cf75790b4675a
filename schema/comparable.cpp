#include "schema/comparable.hpp"

#include <array>

namespace afb {
namespace {

// What the amount is multiplied with, and how that is written behind it: " / 4".
struct Conversion {
    Fraction factor;
    Text written;
};

struct Outcome {
    std::optional<Conversion> conversion;
    std::optional<NotComparable> reason;
};

Text operator+(const Text& left, const Text& right) {
    return {left.nl + right.nl, left.en + right.en};
}

Text same(std::string_view text) {
    return {std::string(text), std::string(text)};
}

bool positive(const std::optional<Decimal>& number) {
    return number && number->ten_thousandths() > 0;
}

std::optional<Conversion> per_day(const Tariff& tariff) {
    const auto factor = Fraction().divided_by(Fraction::of(*tariff.days_per_week));
    if (!factor) return std::nullopt;
    return Conversion{*factor, same(" / ") + tariff.days_per_week->display()};
}

// A year's amount over its months, then over the days of each week.
std::optional<Conversion> per_month_and_day(const Tariff& tariff) {
    auto conversion = per_day(tariff);
    if (!conversion) return std::nullopt;
    const auto factor = conversion->factor.divided_by(Fraction::of(*tariff.max_months_per_year));
    if (!factor) return std::nullopt;
    const Text months = tariff.max_months_per_year->display();
    return Conversion{
        *factor, same(" / ") + months + Text{" maanden", " months"} + conversion->written + Text{" dagen", " days"}};
}

// One day a week is 52 days a year, so 52 / 12 days in an average month.
Fraction days_a_month() {
    return *Fraction::of(52, 12);
}

std::optional<Conversion> per_hours_of_day(const Tariff& tariff) {
    const auto factor = days_a_month().times(Fraction::of(*tariff.hours_per_day));
    if (!factor) return std::nullopt;
    return Conversion{*factor,
                      same(" x ") + tariff.hours_per_day->display() + Text{" uur", " hours"} + same(" x 52 / 12")};
}

Outcome convert_unit(const Tariff& tariff) {
    if (!tariff.unit) return {std::nullopt, NotComparable::no_unit};
    switch (*tariff.unit) {
        case Unit::month:
            if (!positive(tariff.days_per_week)) return {std::nullopt, NotComparable::no_days_basis};
            return {per_day(tariff), std::nullopt};
        case Unit::placement_day:
            // The days of the tariff do not matter: it is paid for each day.
            return {Conversion{days_a_month(), same(" x 52 / 12")}, std::nullopt};
        case Unit::hour:
            if (!positive(tariff.hours_per_day)) return {std::nullopt, NotComparable::per_hour_without_hours};
            return {per_hours_of_day(tariff), std::nullopt};
        case Unit::student_year:
            if (!positive(tariff.max_months_per_year)) return {std::nullopt, NotComparable::per_year_without_months};
            if (!positive(tariff.days_per_week)) return {std::nullopt, NotComparable::no_days_basis};
            return {per_month_and_day(tariff), std::nullopt};
        case Unit::once:
            break;
    }
    return {std::nullopt, NotComparable::once};
}

Text counted_days(Decimal days) {
    const bool one = days == Decimal::whole(1);
    return days.display() + Text{one ? " dag per week" : " dagen per week", one ? " day a week" : " days a week"};
}

// "per maand voor 4 dagen per week"
Text basis_of(const Tariff& tariff) {
    const Text pro_rata = tariff.pro_rata ? Text{" (naar rato)", " (pro rata)"} : Text{};
    switch (*tariff.unit) {
        case Unit::month:
            return Text{" per maand voor ", " a month for "} + counted_days(*tariff.days_per_week) + pro_rata;
        case Unit::placement_day:
            return Text{" per stagedag, bij 52 weken per jaar", " a placement day, with 52 weeks a year"};
        case Unit::student_year:
            return Text{" per student per jaar voor ", " a student a year for "} + counted_days(*tariff.days_per_week) +
                   pro_rata;
        case Unit::hour:
            return Text{" per uur, bij ", " an hour, with "} + tariff.hours_per_day->display() +
                   Text{" uur per stagedag en 52 weken per jaar", " hours a placement day and 52 weeks a year"};
        case Unit::once:
            break;
    }
    return {};
}

Text result_basis() {
    return {" per maand voor elke dag per week", " a month for each day a week"};
}

// The figures the amount starts from: a value twice, or the ends of a range.
struct Figures {
    std::optional<Money> min;
    std::optional<Money> max;
    Fraction share;  // of a scale
    Text written;    // how the figures are introduced in the formula
    Text share_written;
};

std::optional<Figures> figures_of(const Amount& amount) {
    if (const auto* exact = std::get_if<ExactAmount>(&amount)) {
        return Figures{exact->value, exact->value, Fraction(), exact->value.display(), {}};
    }
    if (const auto* range = std::get_if<AmountRange>(&amount)) {
        Figures figures{range->min, range->max, Fraction(), {}, {}};
        if (range->min && range->max) {
            figures.written = range->min->display() + Text{" tot en met ", " to "} + range->max->display();
        } else if (range->max) {
            figures.written = Text{"ten hoogste ", "at most "} + range->max->display();
        } else {
            figures.written = Text{"ten minste ", "at least "} + range->min->display();
        }
        return figures;
    }
    const auto* share = std::get_if<ScaleShare>(&amount);
    if (!share || !share->scale_amount) return std::nullopt;
    const Text percentage = share->percentage.display() + same("%");
    return Figures{share->scale_amount, share->scale_amount, Fraction::percent(share->percentage),
                   percentage + Text{" van ", " of "} + share->scale_amount->display(), same(" x ") + percentage};
}

// Whether `from` x `factor` is a whole number of cents, so that nothing was rounded.
bool comes_out_even(Money from, const Fraction& factor) {
    const auto product = Fraction::of(from.cents(), 1)->times(factor);
    return product && product->denominator() == 1;
}

// "€ 200,00 / 4 = € 50,00"; what was rounded is written as an approximation.
Text calculation(Money from, Money to, const Figures& figures, const Conversion& conversion, bool even) {
    return from.display() + figures.share_written + conversion.written + same(even ? " = " : " ≈ ") + to.display();
}

// Both ends converted; nothing when one of them does not fit.
std::optional<Comparable> converted(const Tariff& tariff, const Figures& figures, const Conversion& conversion) {
    const auto factor = figures.share.times(conversion.factor);
    if (!factor) return std::nullopt;
    Comparable comparable;
    Text text = figures.written + basis_of(tariff) + same(": ");
    const auto convert = [&](const std::optional<Money>& from, std::optional<Money>& to,
                             std::optional<Fraction>& exact) {
        if (!from) return true;
        to = multiply(*from, *factor);
        exact = Fraction::of(from->cents(), 1)->times(*factor);
        return to && to->fits_wire() && exact;
    };
    if (!convert(figures.min, comparable.min, comparable.exact_min)) return std::nullopt;
    if (!convert(figures.max, comparable.max, comparable.exact_max)) return std::nullopt;
    if (figures.min)
        text = text +
               calculation(*figures.min, *comparable.min, figures, conversion, comes_out_even(*figures.min, *factor));
    if (figures.max && figures.max != figures.min) {
        if (figures.min) text = text + Text{" en ", " and "};
        text = text +
               calculation(*figures.max, *comparable.max, figures, conversion, comes_out_even(*figures.max, *factor));
    }
    comparable.formula = text + result_basis();
    return comparable;
}

Comparable zero() {
    const Text amount = Money().display();
    const auto nothing = Fraction::of(0, 1);
    return {.min = Money(),
            .max = Money(),
            .reason = std::nullopt,
            .formula = Text{"Uitdrukkelijk niets: ", "Expressly nothing: "} + amount + result_basis(),
            .exact_min = nothing,
            .exact_max = nothing};
}

Comparable because(NotComparable reason) {
    return {std::nullopt, std::nullopt, reason, std::nullopt};
}

struct Band {
    std::string_view code;
    std::int64_t below;  // cents; upper bound exclusive
};

constexpr std::array<Band, 6> bands{{{"none", 1},
                                     {"0-25", 2500},
                                     {"25-50", 5000},
                                     {"50-75", 7500},
                                     {"75-100", 10000},
                                     {"100-plus", Money::max_cents + 1}}};

std::size_t band_index(Money money) {
    std::size_t index = 0;
    while (index + 1 < bands.size() && money.cents() >= bands[index].below) ++index;
    return index;
}

}  // namespace

std::optional<Unit> unit_of(std::string_view code) {
    if (code == "month") return Unit::month;
    if (code == "placementDay") return Unit::placement_day;
    if (code == "hour") return Unit::hour;
    if (code == "studentYear") return Unit::student_year;
    if (code == "once") return Unit::once;
    return std::nullopt;
}

std::string_view code_of(NotComparable reason) {
    switch (reason) {
        case NotComparable::unknown_amount:
            return "unknown-amount";
        case NotComparable::no_unit:
            return "no-unit";
        case NotComparable::no_days_basis:
            return "no-days-basis";
        case NotComparable::percentage_without_scale:
            return "percentage-without-scale";
        case NotComparable::once:
            return "once";
        case NotComparable::per_year_without_months:
            return "per-year-without-months";
        case NotComparable::per_hour_without_hours:
            return "per-hour-without-hours";
        case NotComparable::not_euro:
            break;
    }
    return "not-euro";
}

Comparable compare_basis(const Tariff& tariff) {
    if (is_unknown(tariff.amount)) return because(NotComparable::unknown_amount);
    // Nothing is nothing in every unit, on every basis and in every currency.
    if (is_zero(tariff.amount)) return zero();
    if (!tariff.euro) return because(NotComparable::not_euro);
    const auto figures = figures_of(tariff.amount);
    if (!figures) return because(NotComparable::percentage_without_scale);
    Tariff completed = tariff;
    // A scale's amount is a salary per month (the schema says so), so a share of it needs no unit of its own.
    if (!completed.unit && std::holds_alternative<ScaleShare>(tariff.amount)) completed.unit = Unit::month;
    const Outcome outcome = convert_unit(completed);
    if (outcome.reason) return because(*outcome.reason);
    if (!outcome.conversion) return {};
    return converted(completed, *figures, *outcome.conversion).value_or(Comparable{});
}

std::vector<std::string_view> amount_bands(const Tariff& tariff, const Comparable& comparable) {
    if (is_unknown(tariff.amount)) return {"unknown"};
    if (!comparable.min && !comparable.max) return {};
    const std::size_t first = band_index(comparable.min ? *comparable.min : *comparable.max);
    const std::size_t last = band_index(comparable.max ? *comparable.max : *comparable.min);
    std::vector<std::string_view> codes;
    for (std::size_t index = first; index <= last; ++index) codes.push_back(bands[index].code);
    return codes;
}

}  // namespace afb
