#include "service/app/series_view.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "schema/money.hpp"
#include "service/app/audience_text.hpp"
#include "service/app/insight_parts.hpp"
#include "service/insights/tariff_facts.hpp"

namespace afb::app {
namespace {

using insights::LinkBasis;
using insights::Outcome;
using insights::RecordRef;
using insights::Regulation;
using insights::Series;
using insights::TariffFact;
using insights::VisibleRecords;

Text basis_label(LinkBasis basis) {
    switch (basis) {
        case LinkBasis::stated:
            return {"zegt zelf deze te vervangen", "says itself that it replaces this one"};
        case LinkBasis::agreement:
            return {"de afspraak eronder vervangt die van deze", "the agreement it rests on replaces that of this one"};
        case LinkBasis::renewal:
            break;
    }
    return {"volgt in de tijd, met dezelfde houder, richting en soort",
            "follows in time, with the same holder, direction and type"};
}

std::optional<Money> amount_of(const TariffFact& tariff) {
    if (tariff.outcome != Outcome::comparable && tariff.outcome != Outcome::zero) return std::nullopt;
    const auto fraction = Fraction::of(tariff.numerator, tariff.denominator);
    return fraction ? multiply(Money::from_cents(1), *fraction) : std::nullopt;
}

class Timeline {
public:
    Timeline(const VisibleRecords& records, const insights::Chains& chains, std::uint32_t start)
        : records_(records),
          names_(records.facts().codes()),
          regulations_(chains.regulations),
          series_(insights::series_of(start, regulations_, chains.links)) {}

    Json items(insights::Day day) const {
        Json list = Json::array();
        for (const std::uint32_t member : series_.members) list.push_back(item(member, day));
        return list;
    }

    Json warnings() const {
        Json list = Json::array();
        add_warning(list, "fork", series_.forks,
                    {"Op deze regeling volgt meer dan één andere.", "More than one regulation follows this one."});
        add_warning(
            list, "circle", series_.in_circle,
            {"Deze regelingen volgen elkaar in een kring op.", "These regulations follow each other in a circle."});
        return list;
    }

private:
    const RecordRef& record(std::uint32_t member) const { return records_.at(regulations_[member].record); }

    Json item(std::uint32_t member, insights::Day day) const {
        const insights::Period& period = regulations_[member].period;
        Json item{{"record", reference_json(records_, regulations_[member].record)}};
        if (period.from != insights::Period::open_start) item["validFrom"] = insights::date_of(period.from).text();
        if (period.until != insights::Period::open_end) item["validUntil"] = insights::date_of(period.until).text();
        const insights::Code state = insights::first_code(record(member), names_.state);
        if (state != insights::unstated_code) item["state"] = records_.facts().codes().text(state);
        // Of what has no period at all it is not known.
        if (period.stated()) item["inForce"] = period.includes(day);
        item["tariffs"] = tariffs(member);
        Json previous = Json::array();
        for (const insights::SeriesLink& link : series_.links) {
            if (link.to == member) previous.push_back(step(link));
        }
        item["previous"] = std::move(previous);
        return item;
    }

    Json tariffs(std::uint32_t member) const {
        Json list = Json::array();
        const RecordRef& ref = record(member);
        for (const TariffFact& tariff : ref.chunk->tariffs(*ref.record)) {
            Json row{{"position", tariff.position},
                     {"audience",
                      insights::json_of(audience_text(records_.facts(), insights::audience_of(ref, tariff, names_)))},
                     {"outcome", insights::code_of(tariff.outcome)}};
            if (const auto amount = amount_of(tariff)) row["amount"] = amount->text();
            if (tariff.outcome == Outcome::not_comparable) row["reason"] = records_.facts().codes().text(tariff.reason);
            list.push_back(std::move(row));
        }
        return list;
    }

    Json step(const insights::SeriesLink& link) const {
        Json step{{"id", record(link.from).id()},
                  {"by", insights::code_of(link.basis)},
                  {"label", insights::json_of(basis_label(link.basis))}};
        const auto days = insights::days_between(regulations_[link.from].period, regulations_[link.to].period);
        if (days) step["daysBetween"] = *days;
        step["changes"] = changes(link);
        return step;
    }

    // Of tariffs for exactly the same people, when there is one of these on each side.
    Json changes(const insights::SeriesLink& link) const {
        Json list = Json::array();
        const RecordRef& before = record(link.from);
        const RecordRef& after = record(link.to);
        for (const TariffFact& tariff : after.chunk->tariffs(*after.record)) {
            const insights::Audience audience = insights::audience_of(after, tariff, names_);
            const TariffFact* was = only_for(before, audience);
            if (was == nullptr || only_for(after, audience) == nullptr) continue;
            const auto from = amount_of(*was);
            const auto to = amount_of(tariff);
            Json row{{"audience", insights::json_of(audience_text(records_.facts(), audience))}};
            if (from) row["from"] = from->text();
            if (to) row["to"] = to->text();
            if (from && to) row["difference"] = Money::from_cents(to->cents() - from->cents()).text();
            list.push_back(std::move(row));
        }
        return list;
    }

    const TariffFact* only_for(const RecordRef& ref, const insights::Audience& audience) const {
        const TariffFact* found = nullptr;
        for (const TariffFact& tariff : ref.chunk->tariffs(*ref.record)) {
            const insights::Audience other = insights::audience_of(ref, tariff, names_);
            const bool same = std::equal(audience.begin(), audience.end(), other.begin(), [](auto left, auto right) {
                return std::equal(left.begin(), left.end(), right.begin(), right.end());
            });
            if (!same) continue;
            if (found != nullptr) return nullptr;
            found = &tariff;
        }
        return found;
    }

    void add_warning(Json& list, const char* code, const std::vector<std::uint32_t>& members, const Text& text) const {
        if (members.empty()) return;
        Json ids = Json::array();
        for (const std::uint32_t member : members) ids.push_back(record(member).id());
        list.push_back(Json{{"code", code}, {"text", insights::json_of(text)}, {"ids", std::move(ids)}});
    }

    const VisibleRecords& records_;
    insights::RegulationNames names_;
    const std::vector<Regulation>& regulations_;
    Series series_;
};

Text assumptions() {
    return {
        "Een regeling volgt op een andere als zij dat zelf zegt, als haar afspraak die van de andere vervangt, of als "
        "zij "
        "van dezelfde houder, richting en soort is, voor misschien dezelfde mensen, en als eerste later begint. Wat is "
        "vermeld gaat voor wat is afgeleid. Bedragen zijn per maand voor elke dag per week.",
        "A regulation follows another when it says so itself, when its agreement supersedes that of the other, or when "
        "it has the same holder, direction and type, may be about the same people and is the first to start later. "
        "What "
        "is stated goes before what is inferred. Amounts are a month for each day a week."};
}

}  // namespace

Json view_series(const VisibleRecords& records, const insights::Chains& chains, std::int32_t number,
                 insights::Day day) {
    const auto start = static_cast<std::uint32_t>(number - records.of_kind("stagevergoeding").begin);
    const Timeline timeline(records, chains, start);
    return Json{{"record", reference_json(records, number)},
                {"items", timeline.items(day)},
                {"warnings", timeline.warnings()},
                {"assumptions", Json::array({insights::json_of(assumptions())})}};
}

}  // namespace afb::app
