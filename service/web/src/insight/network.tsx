// Regions and partnerships: who there is, who leads, where they work.
import { type Address, href, navigate, useAddress } from '../address';
import { type Row } from '../api';
import { type Fields, type VocabularyName, termLabel, useFields } from '../fields';
import { recordPath } from '../kinds';
import { useRead } from '../load';
import { FaultNotice, Loading, useTitle } from '../parts';
import { Reference } from '../record/value';
import { texts } from '../texts';
import { BoundaryPart } from './boundaries';
import { GovernancePart } from './governance';

interface Page {
    items: Row[];
    totalItems: number;
}

const page_size = 250;

const codes = (fields: Fields, vocabulary: VocabularyName, value: unknown): string =>
    Array.isArray(value) ? (value as string[]).map((code) => termLabel(fields, vocabulary, code)).join(', ') : '';

const Absent = () => <span class="mut">{texts().notStated}</span>;

// The part of the list whose text has the words somebody typed; in this window only, so it is at once.
function Narrowed({ rows, draw, label }: { rows: Row[]; draw: (rows: Row[]) => preact.JSX.Element; label: string }) {
    const t = texts();
    const { path, query } = useAddress();
    const words = query.get('naam') ?? '';
    const narrow = (typed: string) =>
        navigate(href(path, { ...Object.fromEntries(query), naam: typed }), { replace: true });
    const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const shown = rows.filter((row) =>
        fold(
            `${String(row['name'])} ${JSON.stringify(row['places'] ?? row['place'] ?? '')} ${JSON.stringify(row['aliases'] ?? '')}`,
        ).includes(fold(words.trim())),
    );
    return (
        <>
            <div class="control narrow">
                <label class="label" for="narrow">
                    {label}
                </label>
                <input
                    class="field"
                    id="narrow"
                    type="search"
                    value={words}
                    onInput={(event) => narrow(event.currentTarget.value)}
                />
            </div>
            <p class="hint" role="status">
                {t.shownOf(shown.length, rows.length)}
            </p>
            {draw(shown)}
        </>
    );
}

function Lead({ row }: { row: Row }) {
    const lead = row['leadOrganisationId'];
    return typeof lead === 'string' ? <Reference id={lead} record={row} /> : <Absent />;
}

function Regions({ rows, fields }: { rows: Row[]; fields: Fields }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.regionsTitle}>
            <table class="data wide">
                <thead>
                    <tr>
                        <th scope="col">{t.regionsName}</th>
                        <th scope="col">{t.sector}</th>
                        <th scope="col">{t.lead}</th>
                        <th scope="col">{t.places}</th>
                        <th scope="col">{t.looksAt}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => {
                        const places = (row['places'] ?? []) as string[];
                        return (
                            <tr key={row.id}>
                                <th scope="row">
                                    <a href={href(recordPath('onderwijsregio', row.slug))}>{String(row['name'])}</a>
                                    {typeof row['state'] === 'string' && (
                                        <small>{termLabel(fields, 'region-states', row['state'])}</small>
                                    )}
                                </th>
                                <td>{codes(fields, 'sectors', row['sectors']) || <Absent />}</td>
                                <td>
                                    <Lead row={row} />
                                </td>
                                <td>
                                    {places.length === 0 ? (
                                        <Absent />
                                    ) : places.length > 4 ? (
                                        `${places.slice(0, 3).join(', ')} ${t.andMore(places.length - 3)}`
                                    ) : (
                                        places.join(', ')
                                    )}
                                </td>
                                <td>
                                    <a href={href('/', { onderwijsregio: row.slug })}>{t.allOfRegion}</a>
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
    );
}

function Partnerships({ rows, fields }: { rows: Row[]; fields: Fields }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.partnershipsTitle}>
            <table class="data wide">
                <thead>
                    <tr>
                        <th scope="col">{t.partnershipsName}</th>
                        <th scope="col">{t.sector}</th>
                        <th scope="col">{t.lead}</th>
                        <th scope="col">{t.regionsTitle}</th>
                        <th scope="col">{t.recognition}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => {
                        const regions = (row['regions'] ?? []) as { regionId: string }[];
                        return (
                            <tr key={row.id}>
                                <th scope="row">
                                    <a href={href(recordPath('partnership', row.slug))}>{String(row['name'])}</a>
                                </th>
                                <td>{codes(fields, 'sectors', row['sectors']) || <Absent />}</td>
                                <td>
                                    <Lead row={row} />
                                </td>
                                <td>
                                    {regions.length === 0 ? (
                                        <Absent />
                                    ) : (
                                        <ul class="inline">
                                            {regions.map((region) => (
                                                <li key={region.regionId}>
                                                    <Reference id={region.regionId} record={row} />
                                                </li>
                                            ))}
                                        </ul>
                                    )}
                                </td>
                                <td>
                                    {typeof row['recognition'] === 'string' ? (
                                        termLabel(fields, 'recognitions', row['recognition'])
                                    ) : (
                                        <Absent />
                                    )}
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
    );
}

const tabs = ['regios', 'partnerschappen', 'regiogrens', 'sturing'] as const;
type Tab = (typeof tabs)[number];

const tabTitles = (): Record<Tab, string> => ({
    regios: texts().regionsTitle,
    partnerschappen: texts().partnershipsTitle,
    regiogrens: texts().boundaryTitle,
    sturing: texts().governanceTitle,
});

function Tabs({ tab }: { tab: Tab }) {
    const t = texts();
    const titles = tabTitles();
    const to = (name: Tab) => href('/netwerk', { deel: name === 'regios' ? undefined : name });
    return (
        <nav class="tabs" aria-label={t.parts}>
            {tabs.map((name) => (
                <a key={name} href={to(name)} aria-current={tab === name ? 'page' : undefined}>
                    {titles[name]}
                </a>
            ))}
            <a href={href('/dekking')}>{t.coverageTitle}</a>
        </nav>
    );
}

export function NetworkView({ address }: { address: Address }) {
    const t = texts();
    const wanted = address.query.get('deel');
    const tab = tabs.find((name) => name === wanted) ?? 'regios';
    useTitle(tabTitles()[tab]);
    const fields = useFields();
    const regions = useRead<Page>(tab === 'regios' ? `/v1/onderwijsregios?pageSize=${page_size}&sort=title` : '');
    const partnerships = useRead<Page>(
        tab === 'partnerschappen' ? `/v1/partnerships?pageSize=${page_size}&sort=title` : '',
    );
    const fault = fields.fault ?? regions.fault ?? partnerships.fault;
    const rows = (tab === 'partnerschappen' ? partnerships : regions).data?.items;
    const known = fields.data;
    return (
        <div class="wrap page">
            <h1>{t.navNetwork}</h1>
            <Tabs tab={tab} />
            {tab === 'regiogrens' ? (
                <BoundaryPart />
            ) : tab === 'sturing' ? (
                <GovernancePart />
            ) : fault ? (
                <FaultNotice
                    fault={fault}
                    again={() => {
                        fields.again();
                        regions.again();
                        partnerships.again();
                    }}
                />
            ) : !known || !rows ? (
                <Loading />
            ) : (
                <section class="panel" key={tab}>
                    <Narrowed
                        rows={rows}
                        label={tab === 'regios' ? t.narrowRegions : t.narrowPartnerships}
                        draw={(shown) =>
                            tab === 'regios' ? (
                                <Regions rows={shown} fields={known} />
                            ) : (
                                <Partnerships rows={shown} fields={known} />
                            )
                        }
                    />
                </section>
            )}
        </div>
    );
}
