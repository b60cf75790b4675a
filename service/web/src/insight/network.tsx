// Regions and partnerships: who there is, who leads, and which agreements go over whose boundary.
import { useState } from 'preact/hooks';
import { type Address, href, language } from '../address';
import { type Row, call } from '../api';
import { type Fields, termLabel, useFields } from '../fields';
import { number } from '../format';
import { recordPath } from '../kinds';
import { type Loaded, useLoad } from '../load';
import { FaultNotice, Loading, useTitle } from '../parts';
import { Reference } from '../record/value';
import { texts } from '../texts';

interface Page { items: Row[]; totalItems: number }

const page_size = 250;

function useRows(path: string): Loaded<Page> {
    return useLoad<Page>(path === '' ? '' : `${path} ${language()}`, async (signal) => (await call<Page>(path, { signal })).body);
}

const codes = (fields: Fields, vocabulary: string, value: unknown): string => (Array.isArray(value) ? (value as string[]).map((code) => termLabel(fields, vocabulary, code)).join(', ') : '');

const Absent = () => <span class="mut">{texts().notStated}</span>;

// The part of the list whose text has the words somebody typed; in this window only, so it is at once.
function Narrowed({ rows, draw, label }: { rows: Row[]; draw: (rows: Row[]) => preact.JSX.Element; label: string }) {
    const t = texts();
    const [words, setWords] = useState('');
    const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const shown = rows.filter((row) => fold(`${String(row['name'])} ${JSON.stringify(row['places'] ?? row['place'] ?? '')} ${JSON.stringify(row['aliases'] ?? '')}`).includes(fold(words.trim())));
    return (
        <>
            <div class="control narrow"><label class="label" for="narrow">{label}</label><input class="field" id="narrow" type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></div>
            <p class="hint" role="status">{t.shownOf(shown.length, rows.length)}</p>
            {draw(shown)}
        </>
    );
}

function Regions({ rows, fields }: { rows: Row[]; fields: Fields }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.regionsTitle}><table class="data wide">
            <thead><tr><th scope="col">{t.regionsName}</th><th scope="col">{t.sector}</th><th scope="col">{t.lead}</th><th scope="col">{t.places}</th><th scope="col">{t.looksAt}</th></tr></thead>
            <tbody>{rows.map((row) => {
                const places = (row['places'] ?? []) as string[];
                return (
                    <tr key={row.id}>
                        <th scope="row"><a href={href(recordPath('onderwijsregio', row.slug))}>{String(row['name'])}</a>{typeof row['state'] === 'string' && <small>{termLabel(fields, 'region-states', row['state'])}</small>}</th>
                        <td>{codes(fields, 'sectors', row['sectors']) || <Absent />}</td>
                        <td>{typeof row['leadOrganisationId'] === 'string' ? <Reference id={row['leadOrganisationId']} record={row} /> : <Absent />}</td>
                        <td>{places.length === 0 ? <Absent /> : places.length > 4 ? `${places.slice(0, 3).join(', ')} ${t.andMore(places.length - 3)}` : places.join(', ')}</td>
                        <td><a href={href('/', { onderwijsregio: row.slug })}>{t.allOfRegion}</a></td>
                    </tr>
                );
            })}</tbody>
        </table></div>
    );
}

function Partnerships({ rows, fields }: { rows: Row[]; fields: Fields }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.partnershipsTitle}><table class="data wide">
            <thead><tr><th scope="col">{t.partnershipsName}</th><th scope="col">{t.sector}</th><th scope="col">{t.lead}</th><th scope="col">{t.regionsTitle}</th><th scope="col">{t.recognition}</th></tr></thead>
            <tbody>{rows.map((row) => {
                const regions = (row['regions'] ?? []) as { regionId: string }[];
                return (
                    <tr key={row.id}>
                        <th scope="row"><a href={href(recordPath('partnership', row.slug))}>{String(row['name'])}</a></th>
                        <td>{codes(fields, 'sectors', row['sectors']) || <Absent />}</td>
                        <td>{typeof row['leadOrganisationId'] === 'string' ? <Reference id={row['leadOrganisationId']} record={row} /> : <Absent />}</td>
                        <td>{regions.length === 0 ? <Absent /> : <ul class="inline">{regions.map((region) => <li key={region.regionId}><Reference id={region.regionId} record={row} /></li>)}</ul>}</td>
                        <td>{typeof row['recognition'] === 'string' ? termLabel(fields, 'recognitions', row['recognition']) : <Absent />}</td>
                    </tr>
                );
            })}</tbody>
        </table></div>
    );
}

interface Boundary { value?: string; unknownParties?: { name?: string }[] }

const boundaryOf = (row: Row): Boundary => (row.derived?.['boundary'] ?? {}) as Boundary;
const regionsOf = (row: Row): string[] => (row.derived?.['regionIds'] ?? []) as string[];

// How many agreements hold two regions together; on the diagonal those within one.
function Matrix({ rows, names }: { rows: Row[]; names: Map<string, string> }) {
    const t = texts();
    const known = rows.filter((row) => ['within', 'across'].includes(boundaryOf(row).value ?? '') && regionsOf(row).length > 0);
    const regions = [...new Set(known.flatMap(regionsOf))].sort((a, b) => (names.get(a) ?? '').localeCompare(names.get(b) ?? ''));
    if (regions.length === 0) return <p class="mut">{t.matrixNothing}</p>;
    const count = (a: string, b: string) => known.filter((row) => (a === b ? boundaryOf(row).value === 'within' && regionsOf(row).includes(a) : boundaryOf(row).value === 'across' && regionsOf(row).includes(a) && regionsOf(row).includes(b))).length;
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.matrixTitle}><table class="data matrix">
            <caption>{t.matrixTitle}</caption>
            <thead><tr><td />{regions.map((region) => <th key={region} scope="col">{names.get(region)}</th>)}</tr></thead>
            <tbody>{regions.map((a) => (
                <tr key={a}><th scope="row">{names.get(a)}</th>{regions.map((b) => {
                    const found = count(a, b);
                    const query = new URLSearchParams([['kind', 'agreement'], ['boundary', a === b ? 'within' : 'across'], ['onderwijsregio', a === b ? a : b]]);
                    return <td key={b} class={found > 0 ? 'some' : 'mut'}>{found > 0 ? <a href={href('/', query)}>{number(found)}<span class="vh"> {t.matrixCell(names.get(a) ?? '', names.get(b) ?? '')}</span></a> : '·'}</td>;
                })}</tr>
            ))}</tbody>
        </table></div>
    );
}

function BoundaryList({ rows, names, fields }: { rows: Row[]; names: Map<string, string>; fields: Fields }) {
    const t = texts();
    const order = ['across', 'within', 'national', 'unknown'];
    const sorted = [...rows].sort((a, b) => order.indexOf(boundaryOf(a).value ?? 'unknown') - order.indexOf(boundaryOf(b).value ?? 'unknown'));
    return (
        <>
            <p class="lead">{t.boundaryCounts(order.map((value) => `${number(rows.filter((row) => (boundaryOf(row).value ?? 'unknown') === value).length)} ${termLabel(fields, 'boundaries', value).toLowerCase()}`).join(', '))}</p>
            <section class="panel"><Matrix rows={rows} names={names} /></section>
            <div class="scroll panel" tabIndex={0} role="group" aria-label={t.boundaryTitle}><table class="data wide">
                <thead><tr><th scope="col">{t.agreement}</th><th scope="col">{t.boundary}</th><th scope="col">{t.regionsTitle}</th><th scope="col">{t.whatIsMissing}</th></tr></thead>
                <tbody>{sorted.map((row) => (
                    <tr key={row.id}>
                        <th scope="row"><a href={href(recordPath('agreement', row.slug))}>{String(row['title'])}</a></th>
                        <td>{termLabel(fields, 'boundaries', boundaryOf(row).value ?? 'unknown')}</td>
                        <td>{regionsOf(row).map((id) => names.get(id) ?? id).join(', ') || <Absent />}</td>
                        <td>{(boundaryOf(row).unknownParties ?? []).length > 0 ? t.partiesWithoutRegion(boundaryOf(row).unknownParties?.length ?? 0) : ''}</td>
                    </tr>
                ))}</tbody>
            </table></div>
        </>
    );
}

type Tab = 'regios' | 'partnerschappen' | 'regiogrens';

function Tabs({ address, tab }: { address: Address; tab: Tab }) {
    const t = texts();
    const items: [Tab, string][] = [['regios', t.regionsTitle], ['partnerschappen', t.partnershipsTitle], ['regiogrens', t.boundaryTitle]];
    const to = (name: Tab) => href('/netwerk', { ...Object.fromEntries(address.query), deel: name === 'regios' ? undefined : name });
    return <nav class="tabs" aria-label={t.parts}>{items.map(([name, text]) => <a key={name} href={to(name)} aria-current={tab === name ? 'page' : undefined}>{text}</a>)}</nav>;
}

export function NetworkView({ address }: { address: Address }) {
    const t = texts();
    const wanted = address.query.get('deel');
    const tab: Tab = wanted === 'partnerschappen' || wanted === 'regiogrens' ? wanted : 'regios';
    useTitle({ regios: t.regionsTitle, partnerschappen: t.partnershipsTitle, regiogrens: t.boundaryTitle }[tab]);
    const fields = useFields();
    const regions = useRows(`/v1/onderwijsregios?pageSize=${page_size}&sort=title`);
    const partnerships = useRows(tab === 'partnerschappen' ? `/v1/partnerships?pageSize=${page_size}&sort=title` : '');
    const agreements = useRows(tab === 'regiogrens' ? `/v1/agreements?pageSize=${page_size}&sort=title` : '');
    const fault = fields.fault ?? regions.fault ?? partnerships.fault ?? agreements.fault;
    const names = new Map((regions.data?.items ?? []).map((row) => [row.id, String(row['name'])]));
    const loaded = tab === 'regios' ? regions : tab === 'partnerschappen' ? partnerships : agreements;
    return (
        <div class="wrap page">
            <h1>{t.navNetwork}</h1>
            <Tabs address={address} tab={tab} />
            {fault ? <FaultNotice fault={fault} again={() => { fields.again(); regions.again(); partnerships.again(); agreements.again(); }} />
                : !fields.data || !regions.data || !loaded.data ? <Loading slow={regions.slow} />
                    : tab === 'regios' ? <section class="panel"><Narrowed rows={regions.data.items} label={t.narrowRegions} draw={(rows) => <Regions rows={rows} fields={fields.data as Fields} />} /></section>
                        : tab === 'partnerschappen' ? <section class="panel"><Narrowed rows={loaded.data.items} label={t.narrowPartnerships} draw={(rows) => <Partnerships rows={rows} fields={fields.data as Fields} />} /></section>
                            : <BoundaryList rows={loaded.data.items} names={names} fields={fields.data} />}
        </div>
    );
}
