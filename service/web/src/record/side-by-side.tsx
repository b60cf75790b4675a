// Two to six records of one kind next to each other, field by field; what differs comes first.
import { type Address, href, navigate } from '../address';
import { type Schemas, call } from '../api';
import { type Field, type Fields, type KindInfo, fieldsAt, say, useFields } from '../fields';
import { day, money } from '../format';
import { patternText, recordPath } from '../kinds';
import { useLoad } from '../load';
import { Crumbs, FaultNotice, Loading, useTitle } from '../parts';
import { texts } from '../texts';

type Comparison = Schemas['RecordComparison'];
type Line = Comparison['fields'][number];

const last = ['sources', 'slug', 'status', 'visibility', 'ownerId', 'asOf', 'lastCheckedOn'];
const rank = (line: Line): number => (last.some((name) => line.path.startsWith(name)) ? 1 : 0);

const wayTo = (line: Line, kind: KindInfo | undefined): Field[] => (kind ? fieldsAt(kind, `/${line.path.replaceAll('[]', '.0').replaceAll('.', '/')}`) : []);

// "Tarieven: Dagen per week": the labels on the way to the field.
function labelOf(line: Line, way: Field[]): string {
    return way.length > 1 ? `${say(way[0]?.label)}: ${line.label}` : line.label;
}

// Codes and records come by their label; the rest as it is kept. What was computed is money when it looks like it: nothing else there has two digits.
function written(value: string, field: Field | undefined): string {
    const t = texts();
    if (field?.type === 'boolean') return value === 'true' ? t.yes : t.no;
    if (field?.type === 'date') return day(value);
    return field?.type === 'money' || (!field && /^\d+\.\d\d$/.test(value)) ? money(value) : patternText(value);
}

function Table({ comparison, fields, all }: { comparison: Comparison; fields: Fields; all: boolean }) {
    const t = texts();
    const kind = fields.kinds.find((each) => each.kind === comparison.kind);
    const shown = comparison.fields.filter((line) => (all || line.differs) && line.path !== kind?.titleField && !line.path.endsWith('.order')).sort((a, b) => rank(a) - rank(b))
        .map((line) => {
            const way = wayTo(line, kind);
            return { path: line.path, label: labelOf(line, way), values: line.values.map((values) => [...new Set(values)].map((value) => written(value, way[way.length - 1]))) };
        });
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.sideBySide}><table class="data wide side-by-side">
            <thead><tr><th scope="col">{t.field}</th>{comparison.records.map((record) => <th key={record.id} scope="col"><a href={href(recordPath(comparison.kind, record.id))}>{record.title}</a></th>)}</tr></thead>
            <tbody>{shown.map((line) => (
                <tr key={line.path}><th scope="row">{line.label}</th>{line.values.map((values, index) => (
                    <td key={comparison.records[index]?.id}>{values.length === 0 ? <span class="mut">{t.notStated}</span> : values.length === 1 ? values[0] : <ul class="dots">{values.map((value, at) => <li key={at}>{value}</li>)}</ul>}</td>
                ))}</tr>
            ))}</tbody>
        </table></div>
    );
}

export function SideBySideView({ address }: { address: Address }) {
    const t = texts();
    useTitle(t.sideBySide);
    const all = address.query.has('alles');
    const setAll = (on: boolean) => navigate(href(address.path, { ids: address.query.get('ids') ?? '', alles: on ? '1' : '' }), { replace: true });
    const fields = useFields();
    const query = new URLSearchParams({ ids: address.query.get('ids') ?? '' }).toString();
    const loaded = useLoad<Comparison>(`/v1/compare?${query} ${address.language}`, async (signal) => (await call<Comparison>(`/v1/compare?${query}`, { signal })).body);
    const fault = fields.fault ?? loaded.fault;
    return (
        <div class="wrap page">
            <Crumbs items={[{ text: t.navSearch, to: href('/') }, { text: t.sideBySide }]} />
            <h1>{t.sideBySide}</h1>
            {fault ? <FaultNotice fault={fault} again={loaded.again} /> : !loaded.data || !fields.data ? <Loading slow={loaded.slow} /> : (
                <section class="panel">
                    <label class="check"><input type="checkbox" checked={all} onChange={() => setAll(!all)} />{t.alsoTheSame}</label>
                    <Table comparison={loaded.data} fields={fields.data} all={all} />
                </section>
            )}
        </div>
    );
}
