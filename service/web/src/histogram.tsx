// How many regulations have an amount in each band, as a filter: every bar is a link that sets or clears its band. The same for searching and comparing.
import bands from '../../../schema/vocabularies/amount-bands.json';
import type { SearchPage } from './api';
import { say } from './fields';
import { texts } from './texts';

type Facet = SearchPage['facets'][number];

export interface Band { code: string; label: string; count: number }

export const bandRank = (code: string): number => bands.terms.findIndex((term) => term.code === code);

// Every band in its order, those without regulations too.
export const bandsOf = (facet: Facet): Band[] =>
    bands.terms.map(({ code, label }) => ({ code, label: say(label), count: facet.values.find((value) => value.value === code)?.count ?? 0 }));

export function bandSummary(all: Band[]): string {
    const known = all.filter((band) => band.code !== 'unknown');
    const most = [...known].sort((a, b) => b.count - a.count)[0];
    const unknown = all.find((band) => band.code === 'unknown')?.count ?? 0;
    return most && most.count > 0 ? texts().bandSummary(most.label.toLowerCase(), most.count, unknown) : texts().bandNothing(unknown);
}

export const bandTable = (all: Band[]) => ({ head: [texts().band, texts().count], rows: all.map((band) => [band.label, String(band.count)]) });

const shortLabel = (code: string): string => (code === 'none' ? '€ 0' : code === 'unknown' ? '?' : code.replace('-plus', '+').replace('-', '–'));

// `labelled`: with the band under each bar; else they are said beside it.
interface Props { bands: Band[]; chosen: string[]; to: (band: string, on: boolean) => string; wide: number; tall: number; labelled?: boolean }

export function Histogram({ bands: all, chosen, to, wide, tall, labelled }: Props) {
    const t = texts();
    const most = Math.max(1, ...all.map((band) => band.count));
    const step = wide / all.length;
    const base = labelled ? tall - 18 : tall;
    return (
        <svg class="hist" viewBox={`0 0 ${wide} ${tall}`} role="group" aria-label={`${t.bandTitle}. ${bandSummary(all)}`}>
            {all.map((band, index) => {
                const height = band.count === 0 ? 1 : Math.max(3, band.count / most * (base - 16));
                const on = chosen.includes(band.code);
                const middle = index * step + step / 2;
                return (
                    <a key={band.code} href={to(band.code, !on)} aria-label={t.bandBar(band.label, band.count, on)} class={chosen.length === 0 || on ? 'in' : ''}>
                        <title>{`${band.label}: ${band.count}`}</title>
                        <rect class="reach" x={index * step} width={step} height={tall} />
                        <rect class={band.code === 'unknown' ? 'bar-of none' : 'bar-of'} x={index * step + step * .08} y={base - height} width={step * .84} height={height} rx="1.5" />
                        {band.count > 0 && <text x={middle} y={base - height - 4} text-anchor="middle">{band.count}</text>}
                        {labelled && <text x={middle} y={tall - 3} text-anchor="middle">{shortLabel(band.code)}</text>}
                    </a>
                );
            })}
        </svg>
    );
}
