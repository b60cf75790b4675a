// How amounts are spread, and from-until: on the comparable basis, euros a month for each placement day a week.
import { useEffect, useState } from 'preact/hooks';
import { navigate } from '../address';
import type { SearchPage } from '../api';
import { saveCsv } from '../csv';
import { Histogram, bandTable, bandsOf } from '../histogram';
import { Icon } from '../parts';
import { texts } from '../texts';
import { type Query, withValue, without } from './question';

type Facet = SearchPage['facets'][number];

const as_amount = (text: string): string => text.trim().replace(',', '.').replace(/^€\s*/, '');
const is_amount = (text: string): boolean => text === '' || /^\d{1,9}(\.\d{1,2})?$/.test(text);

export function AmountRange({ facet, query }: { facet: Facet; query: Query }) {
    const t = texts();
    const [from, setFrom] = useState(query.get('amountFrom') ?? '');
    const [until, setUntil] = useState(query.get('amountUntil') ?? '');
    const [wrong, setWrong] = useState(false);
    const bands = bandsOf(facet);
    const table = bandTable(bands);
    useEffect(() => { setFrom(query.get('amountFrom') ?? ''); setUntil(query.get('amountUntil') ?? ''); setWrong(false); }, [query]);
    const apply = (event: Event) => {
        event.preventDefault();
        const pair = [as_amount(from), as_amount(until)] as const;
        if (!pair.every(is_amount)) { setWrong(true); return; }
        const base = new URL(without(query, ['amountFrom', 'amountUntil']), location.origin);
        if (pair[0]) base.searchParams.set('amountFrom', pair[0]);
        if (pair[1]) base.searchParams.set('amountUntil', pair[1]);
        navigate(base.pathname + base.search);
    };
    const onKeyDown = (event: KeyboardEvent) => { if (event.key === 'Enter') apply(event); };
    const field = (id: string, label: string, value: string, set: (text: string) => void) => (
        <label><span class="vh">{label}</span>
            <input class="field num" id={id} inputMode="decimal" value={value} aria-invalid={wrong} aria-describedby={wrong ? 'amount-wrong' : 'amount-basis'}
                onInput={(event) => set(event.currentTarget.value)} onKeyDown={onKeyDown} /></label>
    );
    return (
        <div class="amount-range">
            <Histogram bands={bands} chosen={query.getAll(facet.name)} to={(band, on) => withValue(query, facet.name, band, on)} wide={264} tall={56} />
            <p class="hint" id="amount-basis">{t.amountBasis} <button class="more" type="button" onClick={() => saveCsv('bands', [table.head, ...table.rows])}><Icon name="download" />CSV<span class="vh"> {t.bandTitle}</span></button></p>
            <div class="range">{field('amount-from', t.amountFrom, from, setFrom)}<span>{t.until}</span>{field('amount-until', t.amountUntil, until, setUntil)}
                <button class="btn small" type="button" onClick={apply}>{t.apply}</button></div>
            {wrong && <p class="fielderr" id="amount-wrong">{t.amountWrong}</p>}
        </div>
    );
}
