#include "service/app/attention_view.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "schema/money.hpp"
#include "service/app/audience_text.hpp"
#include "service/app/insight_parts.hpp"

namespace afb::app {
namespace {

using insights::AttentionReason;
using insights::Contradiction;
using insights::Finding;
using insights::KnowledgeAttention;
using insights::VisibleRecords;

constexpr std::size_t most_records = 20;    // of one finding; the rest is counted
constexpr std::size_t most_audiences = 10;  // in the words of one contradiction

Text on_day(const char* nl, const char* en, insights::Day day) {
    const std::string date = insights::date_of(day).text();
    return {nl + (" " + date) + ".", en + (" " + date) + "."};
}

Text counted(std::int32_t number, const Text& one, const Text& more) {
    if (number == 1) return {"1 " + one.nl, "1 " + one.en};
    const std::string digits = std::to_string(number);
    return {digits + " " + more.nl, digits + " " + more.en};
}

Text audiences_text(const VisibleRecords& records, const Contradiction& contradiction) {
    Text text;
    const std::size_t shown = std::min(contradiction.cells.size(), most_audiences);
    for (std::size_t i = 0; i < shown; ++i) {
        const Text one = audience_text(records.facts(), contradiction.cells[i]);
        text.nl += (i == 0 ? "" : "; ") + one.nl;
        text.en += (i == 0 ? "" : "; ") + one.en;
    }
    if (shown < contradiction.cells.size()) {
        const std::string left = std::to_string(contradiction.cells.size() - shown);
        text.nl += " en nog " + left;
        text.en += " and " + left + " more";
    }
    return text;
}

std::optional<Money> amount_of(const insights::Claim& claim) {
    const auto fraction = Fraction::of(claim.numerator, claim.denominator);
    return fraction ? multiply(Money::from_cents(1), *fraction) : std::nullopt;
}

Text contradiction_text(const VisibleRecords& records, const KnowledgeAttention& found, const Contradiction& one) {
    const Text audiences = audiences_text(records, one);
    std::map<std::int64_t, Money> amounts;
    for (const std::uint32_t claim : one.claims) {
        if (const auto amount = amount_of(found.claims[claim])) amounts.emplace(amount->cents(), *amount);
    }
    Text list;
    for (const auto& [cents, amount] : amounts) {
        list.nl += (list.nl.empty() ? "" : ", ") + amount.display().nl;
        list.en += (list.en.empty() ? "" : ", ") + amount.display().en;
    }
    return {"Tegelijk gelden voor dezelfde houder en doelgroep (" + audiences.nl +
                ") verschillende bedragen per maand "
                "voor elke dag per week: " +
                list.nl + ".",
            "At the same time other amounts hold for the same holder and audience (" + audiences.en +
                "), a month for "
                "each day a week: " +
                list.en + "."};
}

Text detail_of(const VisibleRecords& records, const KnowledgeAttention& found, const Finding& finding) {
    const std::int32_t number = finding.number;
    switch (finding.reason) {
        case AttentionReason::amounts_contradict:
            return contradiction_text(records, found, found.contradictions[static_cast<std::size_t>(number)]);
        case AttentionReason::override_contradicts:
            return {"De grens is met de hand anders bepaald dan uit de partijen volgt.",
                    "The boundary was set by hand otherwise than follows from the parties."};
        case AttentionReason::in_several_regions:
            return {"Deze vestiging doet tegelijk mee in meer dan één onderwijsregio.",
                    "This site takes part in more than one region at the same time."};
        case AttentionReason::expired_not_replaced:
            return on_day("Verlopen op", "Expired on", finding.day);
        case AttentionReason::ending_soon:
            return on_day("Loopt af op", "Ends on", finding.day);
        case AttentionReason::duplicate: {
            const Text count = counted(number, {"record", "record"}, {"records", "records"});
            return {count.nl + " met dezelfde titel en houder, tegelijk geldig.",
                    count.en + " with the same title and holder, valid at the same time."};
        }
        case AttentionReason::party_missing: {
            const Text count = counted(number, {"partij ontbreekt", "party is missing"},
                                       {"partijen ontbreken", "parties are missing"});
            return {count.nl + ".", count.en + "."};
        }
        case AttentionReason::party_not_linked: {
            const Text count = counted(number, {"partij heeft alleen een naam", "party has a name only"},
                                       {"partijen hebben alleen een naam", "parties have a name only"});
            return {count.nl + ".", count.en + "."};
        }
        case AttentionReason::missing_basis: {
            const Text count = counted(number, {"tarief", "tariff"}, {"tarieven", "tariffs"});
            return {count.nl + " zonder de grondslag om te vergelijken.", count.en + " without the basis to compare."};
        }
        case AttentionReason::missing_agreement:
            return {"De binding is een afspraak, maar welke staat er niet.",
                    "Its binding is an agreement, but it does not say which."};
        case AttentionReason::route_not_stated:
            return {"Van deze regeling staat er geen enkele stap van de betaalroute.",
                    "No step of this regulation's payment route is stated."};
        case AttentionReason::route_unknown_steps: {
            const Text count =
                counted(number, {"onbekende stap", "unknown step"}, {"onbekende stappen", "unknown steps"});
            return {count.nl + " in de betaalroute.", count.en + " in the payment route."};
        }
        case AttentionReason::checked_long_ago:
            return on_day("Laatst nagekeken op", "Last checked on", finding.day);
        case AttentionReason::never_checked:
            break;
    }
    return on_day("Zonder controledatum sinds", "Without a date of checking since", finding.day);
}

const Term& term_of(const VisibleRecords& records, AttentionReason reason) {
    static const std::string name = "attention-reasons";
    return *records.facts().catalog().find_vocabulary(name)->find(insights::code_of(reason));
}

bool has_day(AttentionReason reason) {
    return reason == AttentionReason::expired_not_replaced || reason == AttentionReason::ending_soon ||
           reason == AttentionReason::checked_long_ago || reason == AttentionReason::never_checked;
}

Json item_json(const VisibleRecords& records, const KnowledgeAttention& found, const Finding& finding) {
    const Term& term = term_of(records, finding.reason);
    Json item{{"reason", term.code},
              {"label", insights::json_of(term.label)},
              {"detail", insights::json_of(detail_of(records, found, finding))},
              {"whatToDo", insights::json_of(term.description)}};
    if (has_day(finding.reason)) item["day"] = insights::date_of(finding.day).text();
    item.update(figure_json(records, found.attention.records_of(finding), most_records));
    return item;
}

Text assumptions() {
    return {
        "Een bevinding hoort bij de vraag als een van haar records erbij hoort. Gearchiveerde records doen niet mee; "
        "een "
        "beëindigde regeling, een opgezegde afspraak en een funding hoeven niet vervangen te worden, en een regeling "
        "die "
        "voorbij is heeft geen grondslag of route meer nodig. Bedragen spreken elkaar alleen tegen als houder, "
        "richting, "
        "soort en doelgroep zeker dezelfde zijn en de looptijden elkaar raken; een onbekend bedrag spreekt niets "
        "tegen.",
        "A finding belongs to the question when one of its records does. Archived records are left out; an ended "
        "regulation, a terminated agreement and a funding need no successor, and a regulation that is over needs no "
        "basis or route any more. Amounts contradict each other only when holder, direction, type and audience are "
        "surely the same and the periods touch; an unknown amount contradicts nothing."};
}

Json reason_counts(const VisibleRecords& records, const std::array<std::int64_t, insights::reasons>& counts) {
    Json list = Json::array();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const Term& term = term_of(records, static_cast<AttentionReason>(i));
        list.push_back(Json{{"reason", term.code}, {"label", insights::json_of(term.label)}, {"count", counts[i]}});
    }
    return list;
}

}  // namespace

Json view_attention(const VisibleRecords& records, const KnowledgeAttention& found, const std::vector<bool>& chosen,
                    const AttentionChoice& choice, std::int64_t* total) {
    std::array<bool, insights::reasons> wanted{};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& asked = choice.reasons;
        const std::string_view code = insights::code_of(static_cast<AttentionReason>(i));
        wanted[i] = asked.empty() || std::find(asked.begin(), asked.end(), code) != asked.end();
    }
    std::array<std::int64_t, insights::reasons> counts{};
    Json items = Json::array();
    std::size_t matched = 0;
    for (const Finding& finding : found.attention.findings) {
        const auto of_finding = found.attention.records_of(finding);
        const bool here = chosen.empty() || std::any_of(of_finding.begin(), of_finding.end(), [&](std::int32_t number) {
                              return chosen[static_cast<std::size_t>(number)];
                          });
        if (!here) continue;
        const auto reason = static_cast<std::size_t>(finding.reason);
        ++counts[reason];
        if (!wanted[reason]) continue;
        if (matched >= choice.offset && items.size() < choice.limit)
            items.push_back(item_json(records, found, finding));
        ++matched;
    }
    *total = static_cast<std::int64_t>(matched);
    return Json{{"items", std::move(items)},
                {"reasons", reason_counts(records, counts)},
                {"assumptions", Json::array({insights::json_of(assumptions())})}};
}

}  // namespace afb::app
