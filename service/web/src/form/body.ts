// The record under construction: plain values at JSON pointers, the way the service names places too.
import type { Row } from '../api';
import type { Field, KindInfo } from '../fields';

export type Body = Record<string, unknown>;

export const at = (pointer: string, step: string | number): string => `${pointer}/${step}`;

// A copy of `value` in which `pointer` holds `next`; undefined takes the member away.
export function put(value: unknown, pointer: string, next: unknown): unknown {
    const [, step, ...rest] = pointer.split('/');
    if (step === undefined) return next;
    const inner = rest.length > 0 ? `/${rest.join('/')}` : '';
    if (Array.isArray(value)) {
        const list: unknown[] = [...value as unknown[]];
        list[Number(step)] = put(list[Number(step)], inner, next);
        return list;
    }
    const members: Body = { ...(value as Body | undefined) };
    const changed = put(members[step], inner, next);
    if (changed === undefined) delete members[step];
    else members[step] = changed;
    return members;
}

// What is sent: texts trimmed, and what was left empty left out. A list or row in which nothing was filled in goes too.
export function cleaned(value: unknown): unknown {
    if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
    if (Array.isArray(value)) {
        const items = value.map(cleaned);
        return items.every((item) => item === undefined) ? undefined : items.map((item) => item ?? {});
    }
    if (typeof value === 'object' && value !== null) {
        const members = Object.entries(value).map(([name, member]) => [name, cleaned(member)] as const).filter(([, member]) => member !== undefined);
        return members.length === 0 ? undefined : Object.fromEntries(members);
    }
    return value;
}

// The author's members of a record: what may be sent back.
export const authored = (kind: KindInfo, record: Row): Body =>
    Object.fromEntries(kind.fields.filter((field) => record[field.name] !== undefined).map((field) => [field.name, record[field.name]]));

// A new record starts with what is nearly always so, with a row to fill in where people come for (`asked`), and never with a claim about the subject.
export function started(kind: KindInfo, asked: string[]): Body {
    const body: Body = { sources: [{ type: 'own' }] };
    for (const field of kind.fields.filter(({ name }) => asked.includes(name))) body[field.name] = withRow(field);
    return body;
}

function withRow(field: Field): unknown {
    if (field.type === 'list') return field.item ? [newRow(field.item, [])] : [];
    return Object.fromEntries((field.fields ?? []).filter((member) => member.type === 'list' && member.item?.type === 'object').map((member) => [member.name, withRow(member)]));
}

// A new row of a list: a step comes after the others, an amount is one that is stated.
export function newRow(item: Field, rows: unknown[]): Body {
    const row: Body = {};
    for (const field of item.fields ?? []) {
        if (field.name === 'order') row[field.name] = Math.max(0, ...rows.map((other) => Number((other as Body)[field.name]) || 0)) + 1;
        if (field.name === 'amount' && field.type === 'object') row[field.name] = { state: 'stated' };
    }
    return row;
}

// Rows at the end of a list in which nothing was filled in are no rows. Only at the end: problems name places by their number.
export function withoutUntouched(fields: Field[], body: Body): Body {
    const next: Body = { ...body };
    for (const field of fields) {
        const value = body[field.name];
        const { item } = field;
        if (field.type === 'object' && typeof value === 'object' && value !== null) next[field.name] = withoutUntouched(field.fields ?? [], value as Body);
        if (item?.type === 'object' && Array.isArray(value)) {
            const rows = [...value as Body[]];
            while (rows.length > 0 && isUntouched(item, rows[rows.length - 1] ?? {})) rows.pop();
            next[field.name] = rows;
        }
    }
    return next;
}

const isUntouched = (item: Field, row: Body): boolean => same(cleaned({ ...row, order: undefined }), cleaned({ ...newRow(item, []), order: undefined }));

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}
