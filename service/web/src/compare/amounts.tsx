// What is paid, by group: the strip plot, the same as a table, and in short.
import { type Address, navigate } from '../address';
import { money, number } from '../format';
import { patternText } from '../kinds';
import { texts } from '../texts';
import { centsOf, decimalOf } from './cents';
import { ChartPanel, type Table } from './chart-panel';
import { type Asked, type Group, type Insight, groupings, holds, nameOf } from './data';
import { setting } from './setting';
import { Strip, StripLegend, type StripRow } from './strip';

const euro = (cents: number): string => money(decimalOf(cents));

const keyOf = (group: Group): string => Object.values(group.key)[0] ?? '';

export function groupLabel(group: Group, by: string): string {
    if (keyOf(group) === '') return texts().groupNotStated;
    return by === 'route' ? patternText(group.label) : by === 'studyYear' ? texts().year(group.label) : group.label;
}

function rowsOf(insight: Insight, asked: Asked): StripRow[] {
    const own = new Set((insight.mine?.tariffs ?? []).map(nameOf));
    const rows = insight.groups.filter((group) => group.median !== undefined).map((group): StripRow => {
        const key = keyOf(group);
        return {
            key, label: groupLabel(group, asked.by), count: group.count ?? 0, mine: key !== '' && key === insight.mine?.id,
            lower: centsOf(group.p25 ?? '0.00'), median: centsOf(group.median ?? '0.00'), upper: centsOf(group.p75 ?? '0.00'),
            dots: (group.behind?.listed ?? []).filter(holds).map((one) => ({ cents: centsOf(one.amount), own: own.has(nameOf(one)) })),
        };
    });
    const byName = asked.by === 'studyYear';
    return rows.sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : byName ? a.key.localeCompare(b.key) : b.median - a.median));
}

function tableOf(insight: Insight, asked: Asked): Table {
    const t = texts();
    const cell = (amount: string | undefined) => (amount === undefined ? '–' : money(amount));
    const unclear = (group: Group) => (group.unknown ?? 0) + (group.notComparable ?? []).reduce((sum, reason) => sum + reason.count, 0);
    const mine = insight.groups.findIndex((group) => keyOf(group) !== '' && keyOf(group) === insight.mine?.id);
    return {
        head: [t.group, t.count, t.lowest, t.median, t.highest, t.notCompared], numbers: 1, mine,
        rows: insight.groups.map((group) => [groupLabel(group, asked.by),
            ...(group.withheld ? [t.withheld, '', '', '', ''] : [number(group.count ?? 0), cell(group.min), cell(group.median), cell(group.max), number(unclear(group))])]),
    };
}

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

export function Amounts({ address, insight, asked }: { address: Address; insight: Insight; asked: Asked }) {
    const t = texts();
    const rows = rowsOf(insight, asked);
    const lines = sentences(rows, insight, t.perMonthAt(asked.days));
    const choices = (
        <fieldset class="seg"><legend class="vh">{t.groupBy}</legend>{groupings.map((by) => (
            <label key={by}><input type="radio" name="group" checked={asked.by === by} onChange={() => navigate(setting(address, 'groupBy', by))} />{t.groupings[by]}</label>
        ))}</fieldset>
    );
    return (
        <ChartPanel id="amounts" title={t.amountPerMonth} table={tableOf(insight, asked)} choices={choices}
            chart={<><StripLegend /><Strip rows={rows} median={centsOf(insight.median ?? '0.00')} summary={lines.join(' ')} /></>}>
            <p class="hint">{t.basis(t.perMonthAt(asked.days))}{insight.groupsOverlap && ` ${t.overlap}`}</p>
            <div class="brief"><h3>{t.inShort}</h3><ul class="dots">{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>
        </ChartPanel>
    );
}
