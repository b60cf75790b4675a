// The tariffs that are compared: one row for each tariff of a regulation for students, with what it comes to on the comparable basis (euros a month
// for each placement day a week, computed by the service), or why it cannot be compared. Nothing that is not known becomes a number here.
import { type Row, call } from '../api';
import type { Fields } from '../fields';
import { appliesText, amountText, type Tariff } from '../record/tariffs';
import { texts } from '../texts';
import { centsOf } from './statistics';

export interface Line {
    record: Row;
    index: number;            // of the tariff in its regulation
    tariff: Tariff;
    cents: number | undefined;  // a month for each day a week; undefined: not comparable
    reason: string;           // code of not-comparable, "" when comparable
    regions: string[];        // ids
    route: string;            // pattern; "" when not stated
}

export interface Collected { lines: Line[]; regulations: Row[]; total: number }

interface Derived { index?: number; comparableMin?: string; comparableMax?: string; notComparable?: string }

const page_size = 250;
const most_pages = 8;

// A range of amounts is no single amount, so it is not put in one figure.
function lineOf(record: Row, tariff: Tariff, index: number): Line {
    const derived = ((record.derived?.['tariffs'] ?? []) as Derived[]).find((each) => each.index === index);
    const single = derived?.comparableMin !== undefined && derived.comparableMin === derived.comparableMax;
    const reason = single ? '' : derived?.notComparable ?? (derived?.comparableMin || derived?.comparableMax ? 'range' : 'unknown-amount');
    const route = record.derived?.['route'] as { pattern?: string } | undefined;
    return {
        record, index, tariff, reason, cents: single ? centsOf(derived?.comparableMin ?? '') : undefined,
        regions: (record.derived?.['regionIds'] ?? []) as string[], route: route?.pattern ?? '',
    };
}

// Regulations of money for students; pay of employees (LIO) and other allowances are something else.
export async function collect(query: URLSearchParams, signal: AbortSignal): Promise<Collected> {
    const asked = new URLSearchParams(query);
    asked.set('direction', 'toStudent');
    asked.set('pageSize', String(page_size));
    const regulations: Row[] = [];
    let total = 0;
    for (let page = 1; page <= most_pages; page += 1) {
        asked.set('pageNumber', String(page));
        const { body } = await call<{ items: Row[]; totalItems: number; hasNextPage: boolean }>(`/v1/stagevergoedingen?${asked.toString()}`, { signal });
        total = body.totalItems;
        regulations.push(...body.items);
        if (!body.hasNextPage) break;
    }
    const wanted = regulations.filter((record) => record['type'] === undefined || record['type'] === 'stagevergoeding' || record['type'] === 'none');
    const lines = wanted.flatMap((record) => ((record['tariffs'] ?? []) as Tariff[]).map((tariff, index) => lineOf(record, tariff, index)));
    return { lines, regulations: wanted, total };
}

export interface Choice { year: string; sector: string; programme: string }

// A tariff that does not say for which year holds for every year; so for sector and programme.
export function fits(line: Line, choice: Choice): boolean {
    const to = line.tariff.appliesTo ?? {};
    const holds = <T>(stated: T[] | undefined, asked: T | undefined) => asked === undefined || !stated?.length || stated.includes(asked);
    return holds(to.studyYears, choice.year === '' ? undefined : Number(choice.year)) && holds(to.sectors, choice.sector || undefined)
        && holds(to.programmes, choice.programme || undefined);
}

export const lineTitle = (line: Line): string => String(line.record['title'] ?? '');
export const lineFor = (line: Line, fields: Fields): string => appliesText(line.tariff, fields);
export const lineAmount = (line: Line, fields: Fields): string => amountText(line.tariff, fields);

export type GroupBy = 'regio' | 'sector' | 'route' | 'leerjaar';

export interface Group { key: string; label: string; lines: Line[] }

export function groupsOf(lines: Line[], by: GroupBy, label: (key: string) => string): Group[] {
    const groups = new Map<string, Line[]>();
    const keys = (line: Line): string[] => {
        const to = line.tariff.appliesTo ?? {};
        const found = by === 'regio' ? line.regions : by === 'sector' ? to.sectors ?? [] : by === 'leerjaar' ? (to.studyYears ?? []).map(String) : [line.route].filter(Boolean);
        return found.length > 0 ? found : [''];
    };
    for (const line of lines) for (const key of keys(line)) groups.set(key, [...groups.get(key) ?? [], line]);
    return [...groups].map(([key, own]) => ({ key, label: key === '' ? texts().groupNotStated : label(key), lines: own }));
}
