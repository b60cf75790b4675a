// One value of a record, shown as its field says: codes by label, references as links, money and dates as people write them.
import { href } from '../address';
import type { Row } from '../api';
import { type Field, type Fields, say, termLabel } from '../fields';
import { day, money, number } from '../format';
import { recordPath } from '../kinds';
import { texts } from '../texts';

export interface Context {
    fields: Fields;
    record: Row;
}

export function Reference({ id, record }: { id: string; record: Row }) {
    const found = record.derived?.references?.find((reference) => reference.id === id);
    if (!found?.kind) return <span class="mono">{id}</span>;
    return <a href={href(recordPath(found.kind, id))}>{found.title ?? texts().notVisible}</a>;
}

// Paragraphs and lists with "- "; everything else stays as it was written.
export function Paragraphs({ text }: { text: string }) {
    return (
        <>{text.split(/\n\s*\n/).map((block, index) => {
            const lines = block.split('\n');
            return lines.every((line) => line.startsWith('- ')) ? <ul key={index} class="dots">{lines.map((line) => <li key={line}>{line.slice(2)}</li>)}</ul>
                : <p key={index}>{block}</p>;
        })}</>
    );
}

function Scalar({ field, value, context }: { field: Field; value: unknown; context: Context }) {
    const t = texts();
    const text = String(value);
    switch (field.type) {
        case 'code': return <>{termLabel(context.fields, field.vocabulary, text)}</>;
        case 'reference': return <Reference id={text} record={context.record} />;
        case 'money': return <span class="num">{money(text)}</span>;
        case 'date': return <>{day(text)}</>;
        case 'boolean': return <>{value === true ? t.yes : t.no}</>;
        case 'url': return <a href={text} rel="noreferrer" class="long">{text.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}</a>;
        case 'email': return <a href={`mailto:${text}`}>{text}</a>;
        case 'number': case 'integer': return <span class="num">{typeof value === 'number' ? number(value) : text}</span>;
        case 'markdown': case 'text': return <Paragraphs text={text} />;
        default: return <>{text}</>;
    }
}

const isScalar = (field: Field): boolean => field.type !== 'object' && field.type !== 'list';

export const isStated = (value: unknown): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

// Lists of plain values on one line; lists of rows as a table, with only the columns that hold something.
function List({ field, value, context }: { field: Field; value: unknown[]; context: Context }) {
    const item = field.item;
    if (!item) return null;
    if (item.type !== 'object') {
        return <ul class="inline">{value.map((each) => <li key={String(each)}><Value field={item} value={each} context={context} /></li>)}</ul>;
    }
    const rows = value as Record<string, unknown>[];
    const columns = (item.fields ?? []).filter((column) => rows.some((row) => isStated(row[column.name])));
    if (columns.length === 1 && columns[0]) {
        const only = columns[0];
        return <ul class="dots">{rows.map((row, index) => <li key={index}><Value field={only} value={row[only.name]} context={context} /></li>)}</ul>;
    }
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={say(field.label)}>
            <table class="data">
                <thead><tr>{columns.map((column) => <th key={column.name} scope="col">{say(column.label)}</th>)}</tr></thead>
                <tbody>{rows.map((row, index) => (
                    <tr key={index}>{columns.map((column) => <td key={column.name}>{isStated(row[column.name]) ? <Value field={column} value={row[column.name]} context={context} /> : null}</td>)}</tr>
                ))}</tbody>
            </table>
        </div>
    );
}

export function Value({ field, value, context }: { field: Field; value: unknown; context: Context }) {
    if (isScalar(field)) return <Scalar field={field} value={value} context={context} />;
    if (field.type === 'list' && Array.isArray(value)) return <List field={field} value={value} context={context} />;
    const members = value as Record<string, unknown>;
    return <Members list={(field.fields ?? []).filter((member) => isStated(members[member.name]))} values={members} context={context} />;
}

// Labels and values under each other.
export function Members({ list, values, context }: { list: Field[]; values: Record<string, unknown>; context: Context }) {
    return (
        <dl class="members">{list.map((field) => (
            <div key={field.name}><dt>{say(field.label)}</dt><dd><Value field={field} value={values[field.name]} context={context} /></dd></div>
        ))}</dl>
    );
}
