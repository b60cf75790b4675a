// The tariffs of a regulation: whom for, how much, and what that is on the comparable basis, with the reason where it cannot be compared.
import { language } from '../address';
import type { Row } from '../api';
import { type Both, type Terms, type VocabularyName, termLabel } from '../fields';
import { money, number } from '../format';
import { texts } from '../texts';

export interface Tariff {
    appliesTo?: { sectors?: string[]; programmes?: string[]; studyModes?: string[]; studyYears?: number[]; contractForms?: string[] };
    amount?: { state?: string; value?: string; min?: string; max?: string; currency?: string; percentage?: number; scale?: string };
    unit?: string;
    daysPerWeek?: number;
    proRata?: boolean;
    note?: string;
}

interface Comparable { index?: number; comparableMin?: string; comparableMax?: string; notComparable?: string; formula?: Partial<Both>; zero?: boolean }

export function amountText(tariff: Tariff, terms: Terms): string {
    const t = texts();
    const { amount } = tariff;
    if (!amount || amount.state === 'unknown') return t.unknownAmount;
    if (amount.state === 'zero') return t.zeroAmount;
    const unit = tariff.unit ? ` ${termLabel(terms, 'units', tariff.unit).toLowerCase()}` : '';
    const write = (value: string) => (amount.currency === 'NLG' ? money(value).replace('€', 'ƒ') : money(value));
    if (amount.value) return write(amount.value) + unit;
    if (amount.min && amount.max) return `${write(amount.min)} – ${write(amount.max)}${unit}`;
    if (amount.min) return `${t.from} ${write(amount.min)}${unit}`;
    if (amount.max) return `${t.upTo} ${write(amount.max)}${unit}`;
    if (amount.percentage !== undefined) return `${number(amount.percentage)}\u00a0%${amount.scale ? ` ${t.ofScale} ${amount.scale}` : ''}${unit}`;
    return t.unknownAmount;
}

export function appliesText(tariff: Tariff, terms: Terms): string {
    const t = texts();
    const to = tariff.appliesTo ?? {};
    const labels = (vocabulary: VocabularyName, codes: string[] | undefined) => (codes ?? []).map((code) => termLabel(terms, vocabulary, code)).join(', ');
    const years = to.studyYears?.length ? t.years(to.studyYears) : '';
    return [labels('programmes', to.programmes), years, labels('study-modes', to.studyModes), labels('sectors', to.sectors), labels('contract-forms', to.contractForms)]
        .filter((part) => part !== '').join(' · ') || t.forWhomNotStated;
}

function comparableText(comparable: Comparable | undefined, terms: Terms): { amount: string; why: string } {
    if (!comparable) return { amount: '', why: '' };
    const formula = comparable.formula?.[language()] ?? '';
    const { comparableMin: low, comparableMax: high } = comparable;
    if (low && high) return { amount: low === high ? money(low) : `${money(low)} – ${money(high)}`, why: formula };
    if (low || high) return { amount: money(low ?? high ?? ''), why: formula };
    return { amount: '–', why: comparable.notComparable ? termLabel(terms, 'not-comparable', comparable.notComparable) : '' };
}

export function Tariffs({ record, terms }: { record: Row; terms: Terms }) {
    const t = texts();
    const tariffs = (record['tariffs'] ?? []) as Tariff[];
    const comparables = (record.derived?.['tariffs'] ?? []) as Comparable[];
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.tariffs}>
            <table class="data tariffs">
                <thead><tr><th scope="col">{t.forWhom}</th><th scope="col" class="r">{t.amount}</th><th scope="col" class="r">{t.comparable}</th></tr></thead>
                <tbody>{tariffs.map((tariff, index) => {
                    const comparable = comparableText(comparables.find((each) => each.index === index), terms);
                    return (
                        <tr key={index}>
                            <th scope="row">{appliesText(tariff, terms)}{tariff.note && <small>{tariff.note}</small>}</th>
                            <td class="r strong">{amountText(tariff, terms)}<small>{tariff.daysPerWeek === undefined ? t.daysNotStated : t.daysAWeek(tariff.daysPerWeek)}</small></td>
                            <td class="r">{comparable.amount}{comparable.why && <small>{comparable.why}</small>}</td>
                        </tr>
                    );
                })}</tbody>
            </table>
            <p class="hint">{t.comparableHelp}</p>
        </div>
    );
}
