// Comparing stagevergoedingen: what students get, by region, sector, route or year, on one basis that is always shown.
import { useState } from 'preact/hooks';
import { type Address, href, language, navigate } from '../address';
import { type Row, call } from '../api';
import { type Fields, say, termLabel, useFields } from '../fields';
import { money, number } from '../format';
import { patternText, recordPath } from '../kinds';
import { useLoad } from '../load';
import { FaultNotice, Icon, Loading, useTitle } from '../parts';
import { type Tariff, amountText, appliesText } from '../record/tariffs';
import { texts } from '../texts';
import { centsOf, decimalOf } from './cents';
import { saveCsv } from '../csv';
import { type Asked, type Compared, type Group, type Insight, type Observation, compare, groupings, holds, nameOf, readAsked } from './data';
import { Flow, linksOf } from './flow';
import { Strip, StripLegend, type StripRow } from './strip';

interface Holders { regions: Row[]; partnerships: Row[] }

const euro = (cents: number): string => money(decimalOf(cents));

function setting(address: Address, name: string, value: string): string {
    const next = new URLSearchParams(address.query);
    if (value === '') next.delete(name);
    else next.set(name, value);
    return href('/vergelijken', next);
}

type Choices = [string, string][];

function Select({ id, label, value, choices, more = [], set }: { id: string; label: string; value: string; choices: Choices; more?: { label: string; choices: Choices }[]; set: (value: string) => void }) {
    const options = (list: Choices) => list.map(([code, text]) => <option key={code} value={code}>{text}</option>);
    return (
        <div><label class="label" for={id}>{label}</label>
            <select class="field" id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
                {options(choices)}{more.map((group) => <optgroup key={group.label} label={group.label}>{options(group.choices)}</optgroup>)}
            </select></div>
    );
}

function Filters({ address, asked, fields, holders }: { address: Address; asked: Asked; fields: Fields; holders: Holders }) {
    const t = texts();
    const value = (name: string) => address.query.get(name) ?? '';
    const set = (name: string) => (chosen: string) => navigate(setting(address, name, chosen));
    const terms = (vocabulary: string): Choices => (fields.vocabularies[vocabulary]?.terms ?? []).map((term) => [term.code, say(term.label)]);
    const names = (rows: Row[]): Choices => rows.map((row) => [row.id, String(row['name'])]);
    return (
        <form class="filters panel" aria-label={t.compareSettings} onSubmit={(event) => event.preventDefault()}>
            <Select id="year" label={t.studyYear} value={value('studyYear')} set={set('studyYear')} choices={[['', t.allYears], ...['1', '2', '3', '4'].map((year): [string, string] => [year, t.year(year)])]} />
            <Select id="sector" label={t.sector} value={value('sector')} set={set('sector')} choices={[['', t.allSectors], ...terms('sectors')]} />
            <Select id="programme" label={t.programme} value={value('programme')} set={set('programme')} choices={[['', t.allProgrammes], ...terms('programmes')]} />
            <Select id="days" label={t.convertTo} value={String(asked.days)} set={set('daysPerWeek')} choices={['1', '2', '3', '4', '5'].map((days) => [days, t.daysAWeek(Number(days))])} />
            <Select id="mine" label={t.myHolder} value={asked.mine} set={set('mine')} choices={[['', t.chooseHolder]]}
                more={[{ label: t.regionsTitle, choices: names(holders.regions) }, { label: t.partnershipsTitle, choices: names(holders.partnerships) }]} />
        </form>
    );
}

function Figures({ insight }: { insight: Insight }) {
    const t = texts();
    const { median = '0.00', p25 = '0.00', p75 = '0.00', count = 0, zero = 0, regulations = 0, mine } = insight;
    const away = mine?.median ? centsOf(mine.median) - centsOf(median) : 0;
    return (
        <dl class="kpis">
            {mine && <div class="kpi mine"><dt>{mine.title ?? ''}</dt><dd><span class="v">{mine.median ? money(mine.median) : t.nothingKnown}</span><span class="d">{mine.median ? t.awayFromMedian(euro(Math.abs(away)), away) : t.nothingKnownHelp}</span></dd></div>}
            <div class="kpi"><dt>{t.medianAll}</dt><dd><span class="v">{money(median)}</span><span class="d">{t.tariffsOf(count, regulations)}</span></dd></div>
            <div class="kpi"><dt>{t.middleHalfTitle}</dt><dd><span class="v">{money(p25)} – {money(p75)}</span><span class="d">{t.middleHalfHelp}</span></dd></div>
            <div class="kpi"><dt>{t.nonePaid}</dt><dd><span class="v">{t.ofCount(zero, count)}</span><span class="d">{t.nonePaidHelp}</span></dd></div>
        </dl>
    );
}

const groupLabel = (group: Group, by: string): string => {
    const key = Object.values(group.key)[0];
    return key === null || key === undefined ? texts().groupNotStated : by === 'route' ? patternText(group.label) : by === 'studyYear' ? texts().year(group.label) : group.label;
};

function rowsOf(insight: Insight, asked: Asked): StripRow[] {
    const own = new Set((insight.mine?.tariffs ?? []).map(nameOf));
    const rows = insight.groups.filter((group) => group.median !== undefined).map((group): StripRow => {
        const key = Object.values(group.key)[0] ?? '';
        return {
            key, label: groupLabel(group, asked.by), count: group.count ?? 0, mine: key !== '' && key === insight.mine?.id,
            lower: centsOf(group.p25 ?? '0.00'), median: centsOf(group.median ?? '0.00'), upper: centsOf(group.p75 ?? '0.00'),
            dots: (group.behind?.listed ?? []).filter(holds).map((one) => ({ cents: centsOf(one.amount), own: own.has(nameOf(one)) })),
        };
    });
    const byName = asked.by === 'studyYear';
    return rows.sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : byName ? a.key.localeCompare(b.key) : b.median - a.median));
}

function GroupTable({ insight, asked }: { insight: Insight; asked: Asked }) {
    const t = texts();
    const cell = (amount: string | undefined) => (amount === undefined ? '–' : money(amount));
    const unclear = (group: Group) => (group.unknown ?? 0) + (group.notComparable ?? []).reduce((sum, reason) => sum + reason.count, 0);
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.stripTitle}><table class="data">
            <thead><tr><th scope="col">{t.group}</th><th scope="col" class="r">{t.count}</th><th scope="col" class="r">{t.lowest}</th><th scope="col" class="r">{t.median}</th><th scope="col" class="r">{t.highest}</th><th scope="col" class="r">{t.notCompared}</th></tr></thead>
            <tbody>{insight.groups.map((group) => (
                <tr key={group.label}><th scope="row">{groupLabel(group, asked.by)}</th>
                    {group.withheld ? <td colSpan={5}>{t.withheld}</td> : <><td class="r">{number(group.count ?? 0)}</td><td class="r">{cell(group.min)}</td><td class="r strong">{cell(group.median)}</td><td class="r">{cell(group.max)}</td><td class="r">{number(unclear(group))}</td></>}
                </tr>
            ))}</tbody>
        </table></div>
    );
}

const Switch = ({ table, set, name }: { table: boolean; set: (table: boolean) => void; name: string }) => (
    <button class="btn small" type="button" aria-pressed={table} onClick={() => set(!table)}><Icon name="table" />{texts().table}<span class="vh"> {name}</span></button>
);

function sentences(rows: StripRow[], insight: Insight, basis: string): string[] {
    const t = texts();
    const stated = [...rows.filter((row) => row.key !== '')].sort((a, b) => b.median - a.median);
    const high = stated[0];
    const low = stated[stated.length - 1];
    const mine = rows.find((row) => row.mine);
    return [
        t.sayMedian(money(insight.median ?? '0.00'), money(insight.min ?? '0.00'), money(insight.max ?? '0.00'), basis),
        ...(high && low && high !== low ? [t.sayEnds(high.label, euro(high.median), low.label, euro(low.median))] : []),
        ...(mine ? [t.sayMine(mine.label, stated.filter((row) => row.median > mine.median).length, stated.length - 1)] : []),
    ];
}

function Amounts({ address, insight, asked }: { address: Address; insight: Insight; asked: Asked }) {
    const t = texts();
    const [table, setTable] = useState(false);
    const rows = rowsOf(insight, asked);
    const lines = sentences(rows, insight, t.perMonthAt(asked.days));
    return (
        <section class="panel" aria-labelledby="amounts">
            <div class="bar"><h2 id="amounts">{t.amountPerMonth}</h2><Switch table={table} set={setTable} name={t.amountPerMonth} /></div>
            <fieldset class="seg"><legend class="vh">{t.groupBy}</legend>{groupings.map((by) => (
                <label key={by}><input type="radio" name="group" checked={asked.by === by} onChange={() => navigate(setting(address, 'groupBy', by))} />{t.groupings[by]}</label>
            ))}</fieldset>
            {table ? <GroupTable insight={insight} asked={asked} />
                : <><StripLegend /><div class="chart-scroll" tabIndex={0} role="group" aria-label={t.stripTitle}><Strip rows={rows} median={centsOf(insight.median ?? '0.00')} summary={lines.join(' ')} /></div></>}
            <p class="hint">{t.basis(t.perMonthAt(asked.days))}{insight.groupsOverlap && ` ${t.overlap}`}</p>
            <div class="brief"><h3>{t.inShort}</h3><ul class="dots">{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>
        </section>
    );
}

function WhoPays({ routes }: { routes: Compared['routes'] }) {
    const t = texts();
    const [table, setTable] = useState(false);
    const label = (actor: string) => (routes.nodes ?? []).find((node) => node.actor === actor)?.label ?? actor;
    const links = linksOf(routes);
    const first = links[0];
    const summary = `${first ? t.flowSummary(links.length, label(first.from), label(first.to), first.count) : t.flowNothing} ${t.routesStated(routes.withRoute ?? 0, routes.regulations ?? 0)}`;
    return (
        <section class="panel" aria-labelledby="flow">
            <div class="bar"><h2 id="flow">{t.whoPays}</h2><Switch table={table} set={setTable} name={t.whoPays} /></div>
            <p class="sub">{t.flowHelp}</p>
            {table ? (
                <table class="data"><thead><tr><th scope="col">{t.what}</th><th scope="col">{t.fromWhom}</th><th scope="col">{t.toWhom}</th><th scope="col" class="r">{t.count}</th></tr></thead>
                    <tbody>{(routes.links ?? []).map((link) => <tr key={link.role + link.from + (link.to ?? '')}><td>{link.label}</td><td>{label(link.from)}</td><td>{link.to === undefined ? '' : label(link.to)}</td><td class="r">{link.withheld ? t.withheld : number(link.regulations ?? 0)}</td></tr>)}</tbody></table>
            ) : <div class="chart-scroll slim" tabIndex={0} role="group" aria-label={t.flowTitle}><Flow links={links} summary={summary} label={label} /></div>}
            <p class="note">{summary}</p>
            <h3>{t.medianByRoute}</h3>
            <table class="data"><thead><tr><th scope="col">{t.paymentRoute}</th><th scope="col" class="r">{t.count}</th><th scope="col" class="r">{t.median}</th></tr></thead>
                <tbody>{routes.patterns.map((pattern) => <tr key={pattern.label}><th scope="row">{groupLabel(pattern, 'route')}</th><td class="r">{pattern.withheld ? t.withheld : number(pattern.regulations ?? 0)}</td><td class="r">{pattern.median === undefined ? '–' : money(pattern.median)}</td></tr>)}</tbody></table>
        </section>
    );
}

interface Line { observation: Observation; record: Row | undefined; tariff: Tariff | undefined; route: string }

function linesOf({ insight, regulations }: Compared): Line[] {
    return (insight.behind?.listed ?? []).map((observation) => {
        const record = regulations.get(observation.id);
        const tariffs = (record?.['tariffs'] ?? []) as Tariff[];
        const route = record?.derived?.['route'] as { pattern?: string } | undefined;
        return { observation, record, tariff: observation.tariff === undefined ? undefined : tariffs[observation.tariff], route: route?.pattern ?? '' };
    }).sort((a, b) => centsOf(b.observation.amount ?? '-0.01') - centsOf(a.observation.amount ?? '-0.01'));
}

function Behind({ compared, asked, fields }: { compared: Compared; asked: Asked; fields: Fields }) {
    const t = texts();
    const lines = linesOf(compared);
    const own = new Set((compared.insight.mine?.tariffs ?? []).map(nameOf));
    const why = ({ observation }: Line) => t.notComparableBecause(observation.reason ? termLabel(fields, 'not-comparable', observation.reason) : t.unknownAmount);
    const pathOf = (line: Line) => recordPath('stagevergoeding', line.record?.slug ?? line.observation.id);
    const words = (line: Line): [string, string] => (line.tariff ? [appliesText(line.tariff, fields), amountText(line.tariff, fields)] : ['', '']);
    const save = () => saveCsv('stagevergoedingen', [
        [t.regulation, t.forWhom, t.asStated, `${t.comparableAmount} (${t.perMonthAt(asked.days)})`, t.paymentRoute, t.address],
        ...lines.map((line) => [line.observation.title, ...words(line), line.observation.amount?.replace('.', ',') ?? '', line.route === '' ? '' : patternText(line.route), location.origin + pathOf(line)]),
    ]);
    return (
        <section class="panel" aria-labelledby="behind">
            <div class="bar"><h2 id="behind">{t.behind}</h2><button class="btn small" type="button" onClick={save}><Icon name="download" />CSV</button></div>
            <div class="scroll" tabIndex={0} role="group" aria-label={t.behind}><table class="data wide">
                <thead><tr><th scope="col">{t.regulation}</th><th scope="col">{t.forWhom}</th><th scope="col">{t.asStated}</th><th scope="col" class="r">{t.comparableAmount}</th><th scope="col">{t.paymentRoute}</th></tr></thead>
                <tbody>{lines.map((line) => (
                    <tr key={nameOf(line.observation)} class={own.has(nameOf(line.observation)) ? 'mine' : ''}>
                        <th scope="row"><a href={href(pathOf(line))}>{line.observation.title}</a></th><td>{words(line)[0]}</td><td>{words(line)[1]}</td>
                        <td class={`r ${line.observation.amount === undefined ? 'mut' : 'strong'}`}>{line.observation.amount === undefined ? why(line) : money(line.observation.amount)}</td>
                        <td>{line.route === '' ? <span class="mut">{t.notStated}</span> : patternText(line.route)}</td>
                    </tr>
                ))}</tbody>
            </table></div>
        </section>
    );
}

// Every choice that the figures rest on, and an address that gives the same ones later.
function Account({ address, insight }: { address: Address; insight: Insight }) {
    const t = texts();
    const { seq } = insight.snapshot;
    return (
        <details class="panel account"><summary>{t.howComputed}</summary>
            <p>{insight.formula[language()]}</p>
            <ul class="dots">{insight.assumptions.map((assumption) => <li key={assumption.nl}>{assumption[language()]}</li>)}</ul>
            {insight.leftOut.length > 0 && <p>{t.leftOut(insight.leftOut.reduce((sum, other) => sum + other.regulations, 0))}</p>}
            <p><a href={setting(address, 'asKnownOn', String(seq))}>{t.sameLater}</a></p>
        </details>
    );
}

function Alike({ insight }: { insight: Insight }) {
    const t = texts();
    const similar = insight.mine?.similar ?? [];
    if (similar.length === 0) return null;
    return (
        <section class="panel" aria-labelledby="alike"><h2 id="alike">{t.alike}</h2>
            <ul class="links">{similar.slice(0, 5).map((holder) => <li key={holder.id}><a href={href(recordPath(holder.kind, holder.id))}>{holder.title ?? holder.id}</a><span class="hint">{holder.median ? money(holder.median) : t.nothingKnown}</span></li>)}</ul>
        </section>
    );
}

function Content({ address, asked, compared, fields, holders }: { address: Address; asked: Asked; compared: Compared; fields: Fields; holders: Holders }) {
    const t = texts();
    const { insight, routes } = compared;
    return (
        <>
            <Filters address={address} asked={asked} fields={fields} holders={holders} />
            {insight.withheld ? <section class="notice"><h2>{t.withheld}</h2></section>
                : insight.median === undefined ? <section class="notice"><h2>{t.nothingToCompare}</h2><p>{t.nothingToCompareHelp}</p></section> : (
                    <>
                        <Figures insight={insight} />
                        <div class="cols2"><div class="stack"><Amounts address={address} insight={insight} asked={asked} /><Alike insight={insight} /></div><WhoPays routes={routes} /></div>
                    </>
                )}
            {(insight.behind?.listed.length ?? 0) > 0 && <Behind compared={compared} asked={asked} fields={fields} />}
            <Account address={address} insight={insight} />
        </>
    );
}

const namesOf = async (collection: string, signal: AbortSignal): Promise<Row[]> =>
    (await call<{ items: Row[] }>(`/v1/${collection}?pageSize=250&sort=title&fields=name,slug`, { signal })).body.items;

export function CompareView({ address }: { address: Address }) {
    const t = texts();
    useTitle(t.compareTitle);
    const asked = readAsked(address.query);
    const fields = useFields();
    const compared = useLoad<Compared>(`compare ${asked.query.toString()} ${address.language}`, (signal) => compare(asked, signal));
    const holders = useLoad<Holders>('holders', async (signal) => ({ regions: await namesOf('onderwijsregios', signal), partnerships: await namesOf('partnerships', signal) }));
    const fault = fields.fault ?? compared.fault ?? holders.fault;
    return (
        <div class={`wrap page compare ${compared.waiting && compared.slow ? 'stale' : ''}`}>
            <h1>{t.compareTitle}</h1>
            {fault ? <FaultNotice fault={fault} again={() => { fields.again(); compared.again(); holders.again(); }} />
                : fields.data && compared.data && holders.data ? <Content address={address} asked={asked} compared={compared.data} fields={fields.data} holders={holders.data} /> : <Loading slow={compared.slow} />}
        </div>
    );
}
