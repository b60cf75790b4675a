// What every chart has around it: its heading, the same figures as a table and as a file, and in a sentence. Which charts are shown as tables is in
// the address.
import type { ComponentChildren } from 'preact';
import { useAddress, href, navigate } from '../address';
import { saveCsv } from '../csv';
import { Icon } from '../parts';
import { texts } from '../texts';

// Texts as people read them; the first column says what a row is about, from `numbers` on they are figures.
export interface Table { head: string[]; rows: string[][]; numbers: number; mine?: number | undefined }

export const as_table = 'tabel';

export function DataTable({ table, label }: { table: Table; label: string }) {
    const { head, rows, numbers, mine } = table;
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={label}><table class="data">
            <thead><tr>{head.map((text, column) => <th key={text} scope="col" class={column >= numbers ? 'r' : ''}>{text}</th>)}</tr></thead>
            <tbody>{rows.map((row, at) => (
                <tr key={at} class={at === mine ? 'mine' : ''}>{row.map((text, column) => (column === 0 ? <th key={column} scope="row">{text}</th> : <td key={column} class={column >= numbers ? 'r' : ''}>{text}</td>))}</tr>
            ))}</tbody>
        </table></div>
    );
}

interface Props { id: string; title: string; hint?: string; table: Table; choices?: ComponentChildren; chart: ComponentChildren; children: ComponentChildren }

export function ChartPanel({ id, title, hint, table, choices, chart, children }: Props) {
    const t = texts();
    const { path, query } = useAddress();
    const shown = query.getAll(as_table).includes(id);
    const toggle = () => {
        const next = new URLSearchParams(query);
        if (shown) next.delete(as_table, id);
        else next.append(as_table, id);
        navigate(href(path, next), { replace: true });
    };
    return (
        <section class="panel chart-panel" aria-labelledby={id}>
            <div class="bar"><h2 id={id}>{title}</h2>
                <button class="btn small" type="button" aria-pressed={shown} onClick={toggle}><Icon name="table" />{t.table}<span class="vh"> {title}</span></button>
                <button class="btn small" type="button" onClick={() => saveCsv(id, [table.head, ...table.rows])}><Icon name="download" />CSV<span class="vh"> {title}</span></button></div>
            {hint && <p class="sub">{hint}</p>}
            {choices}
            {shown ? <DataTable table={table} label={title} /> : chart}
            {children}
        </section>
    );
}
