// A record as people read it: what it says first, then where that comes from and what belongs to it.
import { language, href } from '../address';
import { Fault, type Related, type Row, call } from '../api';
import { type Field, type Fields, type KindInfo, say, termLabel, useFields } from '../fields';
import { day, moment } from '../format';
import { collections, recordPath } from '../kinds';
import { useLoad } from '../load';
import { Crumbs, FaultNotice, Icon, Loading, Tag, useTitle } from '../parts';
import { mayWrite, useMe } from '../session';
import { texts } from '../texts';
import { SeriesPanel } from './series';
import { Cite, Sources } from './sources';
import { type Step, RouteDrawing } from './route';
import { type Tariff, Tariffs } from './tariffs';
import { type RecordData, readRecord, recordKey } from './read';
import { type Context, Members, Value, isStated } from './value';

// Shown in a place of their own, not in the list of facts.
const apart = ['title', 'name', 'slug', 'status', 'visibility', 'sources', 'tariffs', 'paymentRoute', 'parties', 'summary', 'text', 'note', 'description', 'approaches', 'proposals', 'members',
    'participants', 'coverage', 'composition', 'division', 'commitments', 'documents', 'exceptions', 'conditions', 'boundaryOverride'];
// Of those, what gets a panel with its own heading, in this order.
const panels = ['description', 'summary', 'text', 'approaches', 'proposals', 'parties', 'commitments', 'conditions', 'division', 'exceptions', 'composition', 'members', 'participants', 'coverage',
    'documents', 'note'];

function Panel({ id, title, children }: { id: string; title: string; children: preact.ComponentChildren }) {
    return <section class="panel" aria-labelledby={`p-${id}`}><h2 id={`p-${id}`}>{title}</h2>{children}</section>;
}

function StateTags({ record, fields }: { record: Row; fields: Fields }) {
    const t = texts();
    return (
        <>
            {record.derived?.inForce !== undefined && <Tag kind={record.derived.inForce ? 'ok' : ''}>{record.derived.inForce ? t.inForce : t.notInForce}</Tag>}
            {record.status !== 'published' && <Tag kind="warn">{termLabel(fields, 'record-statuses', record.status)}</Tag>}
            {record.visibility !== 'public' && <Tag kind="info">{termLabel(fields, 'visibilities', record.visibility)}</Tag>}
        </>
    );
}

interface Boundary { value?: string; computed?: string; reason?: { nl?: string; en?: string }; unknownParties?: { name?: string }[] }

function BoundaryPanel({ record, fields }: { record: Row; fields: Fields }) {
    const t = texts();
    const boundary = record.derived?.['boundary'] as Boundary | undefined;
    if (!boundary?.value) return null;
    const by_hand = record['boundaryOverride'] as { reason?: string } | undefined;
    return (
        <Panel id="boundary" title={t.boundary}>
            <p><Tag kind={boundary.value === 'across' ? 'mine' : boundary.value === 'unknown' ? 'warn' : 'ok'}>{termLabel(fields, 'boundaries', boundary.value)}</Tag></p>
            {boundary.reason?.[language()] && <p>{boundary.reason[language()]}</p>}
            {by_hand?.reason && <p>{t.setByHand}: {by_hand.reason}</p>}
        </Panel>
    );
}

function RoutePanel({ record, fields }: { record: Row; fields: Fields }) {
    const t = texts();
    const route = record['paymentRoute'] as { steps?: Step[]; note?: string } | undefined;
    if (!route?.steps?.length) return <Panel id="route" title={t.paymentRoute}><p class="mut">{t.routeNotStated}</p></Panel>;
    const title = (id: string) => record.derived?.references?.find((reference) => reference.id === id)?.title;
    return <Panel id="route" title={t.paymentRoute}><RouteDrawing steps={route.steps} fields={fields} title={title} />{route.note && <p class="note">{route.note}</p>}</Panel>;
}

function Warnings({ record }: { record: Row }) {
    const warnings = record.derived?.warnings ?? [];
    if (warnings.length === 0) return null;
    return (
        <section class="notice warn"><h2><Icon name="alert" />{texts().warnings}</h2>
            <ul class="dots">{warnings.map((warning, index) => <li key={index}>{language() === 'nl' ? warning.detailNl : warning.detail}</li>)}</ul>
        </section>
    );
}

function RelatedPanel({ kind, id }: { kind: string; id: string }) {
    const t = texts();
    const related = useLoad<Related>(`${recordKey(kind, id)} related`, async (signal) => (await call<Related>(`/v1/${collections[kind]}/${id}/related`, { signal })).body);
    if (!related.data) return null;
    const referring = related.data.referredBy.filter((one, index, all) => all.findIndex((other) => other.id === one.id) === index);
    const list = (items: Related['similar']) => (
        <ul class="links">{items.map((item) => <li key={item.id}><a href={href(recordPath(item.kind, item.slug))}>{item.title}</a><span class="hint">{t.kindNames[item.kind as keyof typeof t.kindNames]}</span></li>)}</ul>
    );
    return (
        <>
            {referring.length > 0 && <Panel id="referring" title={t.referredBy}>{list(referring.slice(0, 12))}</Panel>}
            {related.data.similar.length > 0 && <Panel id="similar" title={t.similar}>{list(related.data.similar.slice(0, 5))}</Panel>}
        </>
    );
}

function FactsPanel({ kind, context }: { kind: KindInfo; context: Context }) {
    const t = texts();
    const { record } = context;
    const facts = kind.fields.filter((field) => !apart.includes(field.name));
    const stated = facts.filter((field) => isStated(record[field.name]));
    const absent = facts.filter((field) => !isStated(record[field.name]) && field.name !== 'ownerId');
    return (
        <Panel id="facts" title={t.facts}>
            {stated.length > 0 && <Members list={stated} values={record} context={context} />}
            {absent.length > 0 && <p class="hint">{t.notStatedList(absent.map((field) => say(field.label).toLowerCase()).join(', '))}</p>}
        </Panel>
    );
}

function FieldPanels({ kind, context }: { kind: KindInfo; context: Context }) {
    const found = panels.map((name) => kind.fields.find((field) => field.name === name))
        .filter((field): field is Field => field !== undefined && isStated(context.record[field.name]));
    return <>{found.map((field) => <Panel key={field.name} id={field.name} title={say(field.label)}><Value field={field} value={context.record[field.name]} context={context} /></Panel>)}</>;
}

// From a region people go on to what is agreed and paid there.
function RegionLinks({ record }: { record: Row }) {
    const t = texts();
    const links: [string, string][] = [
        [t.compareHere, href('/vergelijken', { mine: record.id, groupBy: 'onderwijsregio' })], [t.allowancesHere, href('/', { kind: 'stagevergoeding', onderwijsregio: record.slug })],
        [t.acrossHere, href('/', { kind: 'agreement', boundary: 'across', onderwijsregio: record.slug })], [t.everythingHere, href('/', { onderwijsregio: record.slug })],
    ];
    return <Panel id="further" title={t.lookFurther}><ul class="links">{links.map(([text, to]) => <li key={to}><a href={to}>{text}</a></li>)}</ul></Panel>;
}

function Actions({ kind, record }: { kind: string; record: Row }) {
    const t = texts();
    const me = useMe();
    const path = recordPath(kind, record.slug);
    return (
        <div class="actions">
            {mayWrite(me) && <a class="btn small" href={href(`${path}/wijzigen`)}><Icon name="edit" />{t.edit}</a>}
            <a class="btn small" href={href(`${path}/geschiedenis`)}>{t.history}</a>
            <a class="btn small" href={`/v1/${collections[kind]}/${record.slug}`} target="_blank" rel="noopener">JSON</a>
        </div>
    );
}

function Content({ data, fields, kind }: { data: RecordData; fields: Fields; kind: KindInfo }) {
    const t = texts();
    const { record } = data;
    const title = String(record[kind.titleField] ?? '');
    useTitle(title);
    const context: Context = { fields, record };
    return (
        <article class="wrap page">
            <Crumbs items={[{ text: t.navSearch, to: href('/') }, { text: say(kind.plural), to: href('/', { kind: kind.kind }) }, { text: title }]} />
            <header class="record-head">
                <p class="hit-top"><Tag kind="kind">{say(kind.label)}</Tag><StateTags record={record} fields={fields} /></p>
                <h1>{title}</h1>
                <p class="hint">{t.updated(moment(record.updatedAt), record.updatedBy)}{typeof record['asOf'] === 'string' && ` · ${t.asOf} ${day(record['asOf'])}`}</p>
                <Actions kind={kind.kind} record={record} />
            </header>
            <Warnings record={record} />
            <div class="record-cols">
                <div class="stack">
                    {kind.kind === 'stagevergoeding' && <>
                        {(record['tariffs'] as Tariff[] | undefined)?.length ? <Panel id="tariffs" title={t.tariffs}><Tariffs record={record} terms={fields} /></Panel> : null}
                        <RoutePanel record={record} fields={fields} />
                        <SeriesPanel id={record.id} />
                    </>}
                    <BoundaryPanel record={record} fields={fields} />
                    <FieldPanels kind={kind} context={context} />
                    <FactsPanel kind={kind} context={context} />
                </div>
                <div class="stack side">
                    {kind.kind === 'onderwijsregio' && <RegionLinks record={record} />}
                    <Sources record={record} fields={fields} />
                    <Cite record={record} title={title} />
                    <RelatedPanel kind={kind.kind} id={record.id} />
                </div>
            </div>
        </article>
    );
}

export function RecordView({ kind, id }: { kind: string; id: string }) {
    const t = texts();
    const loaded = useLoad<RecordData>(recordKey(kind, id), (signal) => readRecord(kind, id, signal));
    const fields = useFields();
    const info = fields.data?.kinds.find((each) => each.kind === kind);
    const fault: Fault | undefined = loaded.fault ?? fields.fault;
    if (fault) return <div class="wrap page"><h1>{fault.status === 404 ? t.recordGone : t.failed}</h1><FaultNotice fault={fault} again={() => { loaded.again(); fields.again(); }} /></div>;
    if (!loaded.data || !fields.data || !info) return <div class="wrap page"><Loading slow={loaded.slow} /></div>;
    return <Content data={loaded.data} fields={fields.data} kind={info} />;
}

