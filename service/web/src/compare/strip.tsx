// Amounts by group on one axis: a dot for each tariff, a band for the middle half, a line for the median. The table beside it says the same.
import { money } from '../format';
import { texts } from '../texts';
import { axisOf, decimalOf } from './cents';
import { useNarrow } from './narrow';

// Whole cents; `own` are dots of the holder that is compared.
export interface StripRow { key: string; label: string; dots: { cents: number; own: boolean }[]; lower: number; median: number; upper: number; count: number; mine: boolean }

const widest = 190;
const head = 26;

// On a narrow window the label of a row stands above it.
interface Shape { wide: number; left: number; right: number; tall: number; above: number }

const shapeFor = (rows: StripRow[], narrow: boolean): Shape => (narrow ? { wide: 340, left: 8, right: 8, tall: 54, above: 18 }
    // Room for the longest label, at about seven units a letter.
    : { wide: 690, left: Math.min(widest, 34 + 7 * Math.max(...rows.map((row) => row.label.length))), right: 50, tall: 34, above: 0 });

// Dots of (nearly) the same amount stand above each other.
function placed(dots: StripRow['dots'], x: (value: number) => number): { x: number; y: number; dot: StripRow['dots'][number] }[] {
    const columns = new Map<number, StripRow['dots']>();
    for (const dot of [...dots].sort((a, b) => a.cents - b.cents)) {
        const column = Math.round(x(dot.cents) / 8);
        columns.set(column, [...columns.get(column) ?? [], dot]);
    }
    return [...columns.values()].flatMap((own) => own.map((dot, index) => ({ dot, x: x(dot.cents), y: (index - (own.length - 1) / 2) * Math.min(7, 26 / own.length) })));
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const euro = (cents: number): string => money(decimalOf(cents));

function Row({ row, shape, middle, x }: { row: StripRow; shape: Shape; middle: number; x: (cents: number) => number }) {
    const { wide, left, above } = shape;
    const label = above > 0 ? { x: left, y: middle - 18, anchor: 'start', most: 40 } : { x: left - 14, y: middle + 4.5, anchor: 'end', most: 29 };
    return (
        <g class={row.mine ? 'mine' : ''}>
            {row.mine && <rect class="rowbg" x="0" y={middle - 15 - above} width={wide} height={30 + above} rx="4" />}
            <text class="lab" x={label.x} y={label.y} text-anchor={label.anchor}>{cut(row.label, label.most)}</text>
            <rect class="iqr" x={x(row.lower)} y={middle - 9} width={Math.max(1, x(row.upper) - x(row.lower))} height="18" rx="3" />
            {placed(row.dots, x).map((one, at) => <circle key={at} class={one.dot.own ? 'dot own' : 'dot'} cx={one.x} cy={middle + one.y} r="4.4"><title>{euro(one.dot.cents)}</title></circle>)}
            <line class="med" x1={x(row.median)} x2={x(row.median)} y1={middle - 13} y2={middle + 13} />
            <text class="mut sm" x={wide} y={above > 0 ? label.y : middle + 4} text-anchor="end">{row.count}</text>
        </g>
    );
}

// Text that stands at `x` without leaving the drawing.
const anchorAt = (x: number, shape: Shape): string => (x < 60 ? 'start' : x > shape.wide - 60 ? 'end' : 'middle');

export function Strip({ rows, median, summary }: { rows: StripRow[]; median: number; summary: string }) {
    const t = texts();
    const shape = shapeFor(rows, useNarrow());
    const { wide, left, right, tall, above } = shape;
    const axis = axisOf(Math.max(...rows.flatMap((row) => row.dots.map((dot) => dot.cents))), above > 0 ? 4 : 6);
    const top = axis[axis.length - 1] ?? 1;
    const x = (cents: number) => left + (cents / top) * (wide - left - right);
    const bottom = head + rows.length * tall;
    return (
        <svg class="chart" viewBox={`0 0 ${wide} ${bottom + 26}`} role="img" aria-labelledby="strip-title strip-text">
            <title id="strip-title">{t.stripTitle}</title>
            <desc id="strip-text">{summary}</desc>
            {axis.map((mark) => <g key={mark}><line class="grid" x1={x(mark)} x2={x(mark)} y1={head} y2={bottom} /><text class="mut sm" x={x(mark)} y={bottom + 18} text-anchor={above > 0 ? anchorAt(x(mark), shape) : 'middle'}>{euro(mark)}</text></g>)}
            {above === 0 && <text class="mut sm" x={wide} y={head - 8} text-anchor="end">{t.count}</text>}
            {rows.map((row, index) => <Row key={row.key} row={row} shape={shape} middle={head + index * tall + (tall + above) / 2} x={x} />)}
            <line class="ref" x1={x(median)} x2={x(median)} y1={head - 6} y2={bottom} />
            <text class="b sm halo" x={x(median)} y={head - 10} text-anchor={anchorAt(x(median), shape)}>{t.medianOfAll} {euro(median)}</text>
        </svg>
    );
}

export function StripLegend() {
    const t = texts();
    return (
        <p class="legend">
            <span><svg width="14" height="14" class="chart key" aria-hidden="true"><circle class="dot" cx="7" cy="7" r="5" /></svg>{t.oneTariff}</span>
            <span><svg width="22" height="14" class="chart key" aria-hidden="true"><rect class="iqr" width="22" height="14" rx="3" /></svg>{t.middleHalf}</span>
            <span><svg width="8" height="16" class="chart key" aria-hidden="true"><line class="med" x1="4" x2="4" y1="0" y2="16" /></svg>{t.medianOfGroup}</span>
        </p>
    );
}
