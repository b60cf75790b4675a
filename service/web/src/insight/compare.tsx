// Comparing stagevergoedingen: what students get, by region, sector, route or year, on one basis that is always shown.
import { useState } from 'preact/hooks';
import { type Address, href, navigate } from '../address';
import { type Row, call } from '../api';
import { type Fields, say, termLabel, useFields } from '../fields';
import { money, number } from '../format';
import { actorLabel, patternText, recordPath } from '../kinds';
import { useLoad } from '../load';
import { FaultNotice, Icon, Loading, useTitle } from '../parts';
import { texts } from '../texts';
import { saveCsv } from './csv';
import { type Choice, type Collected, type Group, type GroupBy, type Line, collect, fits, groupsOf, lineAmount, lineFor, lineTitle } from './data';
import { Flow, linksOf } from './flow';
import { type Spread, decimalOf, spreadOf } from './statistics';
import { Strip, StripLegend, type StripRow } from './strip';

interface Setting extends Choice { days: number; by: GroupBy; mine: string }

const basisDays = 2;  // what most regulations are for

const groupings: GroupBy[] = ['regio', 'sector', 'route', 'leerjaar'];

// Unless it is chosen: by region when there are regions to hold against each other, else by study year.
function groupingFor(lines: Line[]): GroupBy {
    const regions = new Set(lines.filter((line) => line.cents !== undefined).flatMap((line) => line.regions));
    return regions.size > 1 ? 'regio' : 'leerjaar';
}

function readSetting(query: URLSearchParams, lines: Line[]): Setting {
    const by = groupings.find((each) => each === query.get('groep')) ?? groupingFor(lines);
    const days = Number(query.get('dagen'));
    return { year: query.get('leerjaar') ?? '', sector: query.get('sector') ?? '', programme: query.get('opleiding') ?? '', mine: query.get('mijn') ?? '', by, days: days >= 1 && days <= 5 ? days : basisDays };
}

const euro = (cents: number): string => money(decimalOf(cents));

function Select({ id, label, value, choices, set }: { id: string; label: string; value: string; choices: [string, string][]; set: (value: string) => void }) {
    return (
        <div><label class="label" for={id}>{label}</label>
            <select class="field" id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>{choices.map(([code, text]) => <option key={code} value={code}>{text}</option>)}</select></div>
    );
}

function Filters({ address, setting, fields, regions }: { address: Address; setting: Setting; fields: Fields; regions: Row[] }) {
    const t = texts();
    const set = (name: string) => (value: string) => {
        const next = new URLSearchParams(address.query);
        if (value === '') next.delete(name);
        else next.set(name, value);
        navigate(href('/vergelijken', next));
    };
    const terms = (vocabulary: string): [string, string][] => (fields.vocabularies[vocabulary]?.terms ?? []).map((term) => [term.code, say(term.label)]);
    return (
        <form class="filters panel" aria-label={t.compareSettings} onSubmit={(event) => event.preventDefault()}>
            <Select id="year" label={t.studyYear} value={setting.year} set={set('leerjaar')} choices={[['', t.allYears], ...['1', '2', '3', '4'].map((year): [string, string] => [year, t.year(year)])]} />
            <Select id="sector" label={t.sector} value={setting.sector} set={set('sector')} choices={[['', t.allSectors], ...terms('sectors')]} />
            <Select id="programme" label={t.programme} value={setting.programme} set={set('opleiding')} choices={[['', t.allProgrammes], ...terms('programmes')]} />
            <Select id="days" label={t.convertTo} value={String(setting.days)} set={(value) => set('dagen')(value === String(basisDays) ? '' : value)} choices={['1', '2', '3', '4', '5'].map((days) => [days, t.daysAWeek(Number(days))])} />
            <Select id="mine" label={t.myRegion} value={setting.mine} set={set('mijn')} choices={[['', t.chooseRegion], ...regions.map((region): [string, string] => [region.id, String(region['name'])])]} />
        </form>
    );
}

function Figures({ lines, values, all, mine, mineName }: { lines: Line[]; values: number[]; all: Spread; mine: Spread | undefined; mineName: string }) {
    const t = texts();
    const none = values.filter((value) => value === 0).length;
    const away = mine ? mine.median - all.median : 0;
    const regulations = new Set(lines.map((line) => line.record.id)).size;
    return (
        <dl class="kpis">
            {mineName !== '' && <div class="kpi mine"><dt>{mineName}</dt><dd><span class="v">{mine ? euro(mine.median) : t.nothingKnown}</span><span class="d">{mine ? t.awayFromMedian(away === 0 ? '' : euro(Math.abs(away)), away) : t.nothingKnownHelp}</span></dd></div>}
            <div class="kpi"><dt>{t.medianAll}</dt><dd><span class="v">{euro(all.median)}</span><span class="d">{t.tariffsOf(values.length, regulations)}</span></dd></div>
            <div class="kpi"><dt>{t.middleHalfTitle}</dt><dd><span class="v">{euro(all.lower)} – {euro(all.upper)}</span><span class="d">{t.middleHalfHelp}</span></dd></div>
            <div class="kpi"><dt>{t.nonePaid}</dt><dd><span class="v">{t.ofCount(none, values.length)}</span><span class="d">{t.nonePaidHelp}</span></dd></div>
        </dl>
    );
}

function GroupTable({ rows }: { rows: StripRow[] }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.stripTitle}><table class="data">
            <thead><tr><th scope="col">{t.group}</th><th scope="col" class="r">{t.count}</th><th scope="col" class="r">{t.lowest}</th><th scope="col" class="r">{t.median}</th><th scope="col" class="r">{t.highest}</th></tr></thead>
            <tbody>{rows.map((row) => <tr key={row.key} class={row.mine ? 'mine' : ''}><th scope="row">{row.label}</th><td class="r">{number(row.spread.count)}</td><td class="r">{euro(row.spread.min)}</td><td class="r strong">{euro(row.spread.median)}</td><td class="r">{euro(row.spread.max)}</td></tr>)}</tbody>
        </table></div>
    );
}

const Switch = ({ table, set, name }: { table: boolean; set: (table: boolean) => void; name: string }) => (
    <button class="btn small" type="button" aria-pressed={table} onClick={() => set(!table)}><Icon name="table" />{texts().table}<span class="vh"> {name}</span></button>
);

function sentences(rows: StripRow[], all: Spread, basis: string): string[] {
    const t = texts();
    const stated = rows.filter((row) => row.key !== '');
    const high = stated[0];
    const low = stated[stated.length - 1];
    const mine = rows.find((row) => row.mine);
    return [
        t.sayMedian(euro(all.median), euro(all.min), euro(all.max), basis),
        ...(high && low && high !== low ? [t.sayEnds(high.label, euro(high.spread.median), low.label, euro(low.spread.median))] : []),
        ...(mine ? [t.sayMine(mine.label, stated.filter((row) => row.spread.median > mine.spread.median).length, stated.length - 1)] : []),
    ];
}

function Amounts({ address, groups, setting, all }: { address: Address; groups: Group[]; setting: Setting; all: Spread }) {
    const t = texts();
    const [table, setTable] = useState(false);
    const rows = groups.flatMap((group): StripRow[] => {
        const values = group.lines.flatMap((line) => (line.cents === undefined ? [] : [line.cents * setting.days]));
        const spread = spreadOf(values);
        return spread ? [{ key: group.key, label: group.label, values, spread, mine: setting.by === 'regio' && group.key === setting.mine && setting.mine !== '' }] : [];
    }).sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : b.spread.median - a.spread.median));
    const lines = sentences(rows, all, t.perMonthAt(setting.days));
    const regroup = (by: GroupBy) => { const next = new URLSearchParams(address.query); next.set('groep', by); navigate(href('/vergelijken', next)); };
    return (
        <section class="panel" aria-labelledby="amounts">
            <div class="bar"><h2 id="amounts">{t.amountPerMonth}</h2>
                <fieldset class="seg"><legend class="vh">{t.groupBy}</legend>{groupings.map((by) => (
                    <label key={by}><input type="radio" name="group" checked={setting.by === by} onChange={() => regroup(by)} />{t.groupings[by]}</label>
                ))}</fieldset>
                <Switch table={table} set={setTable} name={t.amountPerMonth} /></div>
            {table ? <GroupTable rows={rows} /> : <><StripLegend /><div class="chart-scroll" tabIndex={0} role="group" aria-label={t.stripTitle}><Strip rows={rows} all={all} summary={lines.join(' ')} /></div></>}
            <p class="hint">{t.basis(t.perMonthAt(setting.days))}</p>
            <div class="brief"><h3>{t.inShort}</h3><ul class="dots">{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>
        </section>
    );
}

function WhoPays({ regulations }: { regulations: Row[] }) {
    const t = texts();
    const [table, setTable] = useState(false);
    const links = linksOf(regulations);
    const first = links[0];
    const summary = first ? t.flowSummary(links.length, actorLabel(first.from), actorLabel(first.to), first.count) : t.flowNothing;
    return (
        <section class="panel" aria-labelledby="flow">
            <div class="bar"><h2 id="flow">{t.whoPays}</h2><Switch table={table} set={setTable} name={t.whoPays} /></div>
            <p class="sub">{t.flowHelp}</p>
            {table ? (
                <table class="data"><thead><tr><th scope="col">{t.fromWhom}</th><th scope="col">{t.toWhom}</th><th scope="col" class="r">{t.count}</th></tr></thead>
                    <tbody>{links.map((link) => <tr key={link.from + link.to}><td>{actorLabel(link.from)}</td><td>{actorLabel(link.to)}</td><td class="r">{link.count}</td></tr>)}</tbody></table>
            ) : <div class="chart-scroll slim" tabIndex={0} role="group" aria-label={t.flowTitle}><Flow links={links} summary={summary} /></div>}
            <p class="note">{summary}</p>
        </section>
    );
}

function Behind({ lines, setting, fields }: { lines: Line[]; setting: Setting; fields: Fields }) {
    const t = texts();
    const sorted = [...lines].sort((a, b) => (b.cents ?? -1) - (a.cents ?? -1));
    const shown = (line: Line) => (line.cents === undefined ? t.notComparableBecause(line.reason === 'range' ? t.rangeReason : termLabel(fields, 'not-comparable', line.reason)) : euro(line.cents * setting.days));
    const save = () => saveCsv('stagevergoedingen', [
        [t.regulation, t.forWhom, t.asStated, `${t.comparableAmount} (${t.perMonthAt(setting.days)})`, t.paymentRoute, t.address],
        ...sorted.map((line) => [lineTitle(line), lineFor(line, fields), lineAmount(line, fields), line.cents === undefined ? '' : decimalOf(line.cents * setting.days).replace('.', ','), line.route === '' ? '' : patternText(line.route), `${location.origin}${recordPath('stagevergoeding', line.record.slug)}`]),
    ]);
    return (
        <section class="panel" aria-labelledby="behind">
            <div class="bar"><h2 id="behind">{t.behind}</h2><button class="btn small" type="button" onClick={save}><Icon name="download" />CSV</button></div>
            <div class="scroll" tabIndex={0} role="group" aria-label={t.behind}><table class="data wide">
                <thead><tr><th scope="col">{t.regulation}</th><th scope="col">{t.forWhom}</th><th scope="col">{t.asStated}</th><th scope="col" class="r">{t.comparableAmount}</th><th scope="col">{t.paymentRoute}</th></tr></thead>
                <tbody>{sorted.map((line) => (
                    <tr key={line.record.id + String(line.index)} class={setting.mine !== '' && line.regions.includes(setting.mine) ? 'mine' : ''}>
                        <th scope="row"><a href={href(recordPath('stagevergoeding', line.record.slug))}>{lineTitle(line)}</a></th><td>{lineFor(line, fields)}</td><td>{lineAmount(line, fields)}</td>
                        <td class={`r ${line.cents === undefined ? 'mut' : 'strong'}`}>{shown(line)}</td><td>{line.route === '' ? <span class="mut">{t.notStated}</span> : patternText(line.route)}</td>
                    </tr>
                ))}</tbody>
            </table></div>
        </section>
    );
}

function Content({ address, collected, fields, regions }: { address: Address; collected: Collected; fields: Fields; regions: Row[] }) {
    const t = texts();
    const setting = readSetting(address.query, collected.lines);
    const lines = collected.lines.filter((line) => fits(line, setting));
    const values = lines.flatMap((line) => (line.cents === undefined ? [] : [line.cents * setting.days]));
    const all = spreadOf(values);
    const name = (id: string) => String(regions.find((region) => region.id === id)?.['name'] ?? id);
    const label = (key: string) => ({ regio: name(key), sector: termLabel(fields, 'sectors', key), route: patternText(key), leerjaar: t.year(key) })[setting.by];
    const mine = setting.mine === '' ? undefined : spreadOf(lines.filter((line) => line.regions.includes(setting.mine)).flatMap((line) => (line.cents === undefined ? [] : [line.cents * setting.days])));
    const regulations = [...new Map(lines.map((line) => [line.record.id, line.record])).values()];
    return (
        <>
            <Filters address={address} setting={setting} fields={fields} regions={regions} />
            {!all ? <section class="notice"><h2>{t.nothingToCompare}</h2><p>{t.nothingToCompareHelp}</p></section> : (
                <>
                    <Figures lines={lines.filter((line) => line.cents !== undefined)} values={values} all={all} mine={mine} mineName={setting.mine === '' ? '' : name(setting.mine)} />
                    <div class="cols2"><Amounts address={address} groups={groupsOf(lines, setting.by, label)} setting={setting} all={all} /><WhoPays regulations={regulations} /></div>
                </>
            )}
            {lines.length > 0 && <Behind lines={lines} setting={setting} fields={fields} />}
            <p class="hint">{t.compareAbout(lines.length, values.length)}</p>
        </>
    );
}

export function CompareView({ address }: { address: Address }) {
    const t = texts();
    useTitle(t.compareTitle);
    const fields = useFields();
    const collected = useLoad<Collected>('compare', (signal) => collect(new URLSearchParams(), signal));
    const regions = useLoad<{ items: Row[] }>('regions', async (signal) => (await call<{ items: Row[] }>('/v1/onderwijsregios?pageSize=250&sort=title&fields=name,slug', { signal })).body);
    const fault = fields.fault ?? collected.fault ?? regions.fault;
    return (
        <div class="wrap page compare">
            <h1>{t.compareTitle}</h1>
            {fault ? <FaultNotice fault={fault} again={() => { fields.again(); collected.again(); regions.again(); }} />
                : fields.data && collected.data && regions.data ? <Content address={address} collected={collected.data} fields={fields.data} regions={regions.data.items} /> : <Loading slow={collected.slow} />}
        </div>
    );
}
