// Every version of a record: who, when, why, and what changed from one to the other.
import { type Address, href, language } from '../address';
import { type Comparison, type Revision, call } from '../api';
import { type Field, type Fields, type KindInfo, fieldsAt, say, useFields } from '../fields';
import { moment } from '../format';
import { collections, recordPath } from '../kinds';
import { useLoad } from '../load';
import { Crumbs, FaultNotice, Loading, useTitle } from '../parts';
import { texts } from '../texts';
import { Restore } from './restore';
import { type RecordData, readRecord, recordKey } from './read';
import { type Context, Value } from './value';

type Change = NonNullable<Comparison['changes']>[number];

function Side({ kind, change, value, context }: { kind: KindInfo; change: Change; value: unknown; context: Context }) {
    if (value === undefined) return <span class="mut">–</span>;
    const way = fieldsAt(kind, change.pointer);
    const last = way[way.length - 1];
    const field: Field | undefined = last && /\/\d+$/.test(change.pointer) ? last.item : last;
    if (field && (typeof value === 'object') === (field.type === 'object' || field.type === 'list')) return <Value field={field} value={value} context={context} />;
    return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}

function Differences({ kind, comparison, context }: { kind: KindInfo; comparison: Comparison; context: Context }) {
    const t = texts();
    const changes = comparison.changes ?? [];
    const from = comparison.from?.revision ?? 0;
    const to = comparison.to?.revision ?? 0;
    return (
        <section class="panel" aria-labelledby="differences">
            <h2 id="differences">{t.differences(from, to)}</h2>
            {changes.length === 0 ? <p>{t.noDifferences}</p> : (
                <div class="scroll" tabIndex={0} role="group" aria-label={t.differences(from, to)}>
                    <table class="data differences">
                        <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.was}</th><th scope="col">{t.became}</th></tr></thead>
                        <tbody>{changes.map((change) => (
                            <tr key={change.pointer}>
                                <th scope="row">{change.label?.[language()] ?? change.pointer}</th>
                                <td class="before"><Side kind={kind} change={change} value={change.before} context={context} /></td>
                                <td class="after"><Side kind={kind} change={change} value={change.after} context={context} /></td>
                            </tr>
                        ))}</tbody>
                    </table>
                </div>
            )}
        </section>
    );
}

interface Compared { from: number; to: number }

function readCompared(address: Address, newest: number): Compared {
    const to = Number(address.query.get('naar')) || newest;
    const from = Number(address.query.get('van')) || Math.max(1, to - 1);
    return { from, to };
}

function Revisions({ revisions, path, compared, data }: { revisions: Revision[]; path: string; compared: Compared; data: RecordData }) {
    const t = texts();
    const newest = Math.max(...revisions.map((revision) => revision.revision));
    return (
        <ol class="revisions">{[...revisions].sort((a, b) => b.revision - a.revision).map((revision) => (
            <li key={revision.revision} class={revision.revision === compared.to ? 'chosen' : ''}>
                <strong>{t.revision(revision.revision)}</strong> <span>{t.operations[revision.operation]}</span>
                <span class="hint">{moment(revision.at)} · {revision.by}</span>
                {revision.changeNote && <q>{revision.changeNote}</q>}
                <span class="actions">
                    {revision.revision > 1 && <a href={href(`${path}/geschiedenis`, { van: String(revision.revision - 1), naar: String(revision.revision) })}>{t.whatChanged}</a>}
                    {revision.revision < newest && <a href={href(`${path}/geschiedenis`, { van: String(revision.revision), naar: String(newest) })}>{t.sinceThen}</a>}
                    {revision.revision < newest && revision.operation !== 'remove' && <Restore data={data} revision={revision.revision} />}
                </span>
            </li>
        ))}</ol>
    );
}

function Content({ kind, fields, data, revisions, address }: { kind: KindInfo; fields: Fields; data: RecordData; revisions: Revision[]; address: Address }) {
    const t = texts();
    const { record } = data;
    const title = String(record[kind.titleField] ?? '');
    const path = recordPath(kind.kind, record.slug);
    const compared = readCompared(address, record.revision);
    useTitle(`${t.history}: ${title}`);
    const key = record.revision > 1 ? `${recordKey(kind.kind, record.id)} ${compared.from}..${compared.to}` : '';
    const comparison = useLoad<Comparison>(key, async (signal) =>
        (await call<Comparison>(`/v1/${collections[kind.kind]}/${record.id}/revisions/${compared.from}?compareTo=${compared.to}`, { signal })).body);
    return (
        <div class="wrap page">
            <Crumbs items={[{ text: say(kind.plural), to: href('/', { kind: kind.kind }) }, { text: title, to: href(path) }, { text: t.history }]} />
            <h1>{t.history}: {title}</h1>
            <div class="record-cols">
                <div class="stack">
                    {record.revision === 1 && <p>{t.onlyRevision}</p>}
                    {comparison.fault && <FaultNotice fault={comparison.fault} again={comparison.again} />}
                    {comparison.data && <Differences kind={kind} comparison={comparison.data} context={{ fields, record }} />}
                </div>
                <section class="panel side" aria-labelledby="revisions"><h2 id="revisions">{t.revisions}</h2><Revisions revisions={revisions} path={path} compared={compared} data={data} /></section>
            </div>
        </div>
    );
}

export function HistoryView({ kind, id, address }: { kind: string; id: string; address: Address }) {
    const fields = useFields();
    const record = useLoad<RecordData>(recordKey(kind, id), (signal) => readRecord(kind, id, signal));
    const revisions = useLoad<{ items: Revision[] }>(`${recordKey(kind, id)} revisions`, async (signal) =>
        (await call<{ items: Revision[] }>(`/v1/${collections[kind]}/${encodeURIComponent(id)}/revisions`, { signal })).body);
    const fault = fields.fault ?? record.fault ?? revisions.fault;
    const info = fields.data?.kinds.find((each) => each.kind === kind);
    if (fault) return <div class="wrap page"><h1>{texts().history}</h1><FaultNotice fault={fault} again={() => { record.again(); revisions.again(); }} /></div>;
    if (!fields.data || !info || !record.data || !revisions.data) return <div class="wrap page"><Loading slow={record.slow} /></div>;
    return <Content kind={info} fields={fields.data} data={record.data} revisions={revisions.data.items} address={address} />;
}
