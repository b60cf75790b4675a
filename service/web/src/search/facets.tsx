// Narrowing what was found: every facet with its exact counts, and the conditions that are set as chips to take away.
import { useState } from 'preact/hooks';
import { navigate } from '../address';
import type { SearchPage } from '../api';
import { number } from '../format';
import { bandRank } from '../histogram';
import { patternText } from '../kinds';
import { Icon } from '../parts';
import { texts } from '../texts';
import { useMe } from '../session';
import { AmountRange } from './amount';
import { type Query, cleared, conditions, has, withValue, without } from './question';

type Facet = SearchPage['facets'][number];
type Value = Facet['values'][number];

const first = ['kind', 'onderwijsregio', 'sector', 'amountBand', 'programme', 'studyYear', 'route', 'boundary', 'theme', 'schoolYear'];
const open_by_default = 6;
const values_shown = 6;

const valueLabel = (facet: string, value: { value: string; label: string }): string => (facet === 'route' ? patternText(value.value) : value.label);

// Known ones first in our order; what belongs to one kind only when a kind was chosen. A facet without a choice to make is left out.
function inOrder(facets: Facet[], query: Query, signedIn: boolean): Facet[] {
    const place = (facet: Facet) => { const at = first.indexOf(facet.name); return at < 0 ? first.length : at; };
    return facets.filter((facet) => {
        if (query.has(facet.name)) return facet.values.length > 0;
        if (facet.name === 'status') return signedIn && facet.values.length > 1;
        return facet.values.length > 1 && (place(facet) < first.length || query.has('kind'));
    }).sort((a, b) => place(a) - place(b));
}

// By count as they come; what has an order of its own in that order.
function valuesInOrder(facet: Facet): Value[] {
    if (facet.name === 'amountBand') return [...facet.values].sort((a, b) => bandRank(a.value) - bandRank(b.value));
    if (facet.name === 'studyYear') return [...facet.values].sort((a, b) => a.value.localeCompare(b.value));
    if (facet.name === 'schoolYear') return [...facet.values].sort((a, b) => b.value.localeCompare(a.value));
    return facet.values;
}

function Option({ facet, value, query }: { facet: Facet; value: Value; query: Query }) {
    const t = texts();
    const on = has(query, facet.name, value.value);
    return (
        <label class="opt">
            <input type="checkbox" checked={on} onChange={() => navigate(withValue(query, facet.name, value.value, !on))} />
            <span>{valueLabel(facet.name, value)}</span>
            <span class="n"><span class="vh">, </span>{number(value.count)}<span class="vh"> {t.resultsWord}</span></span>
        </label>
    );
}

function Values({ facet, query }: { facet: Facet; query: Query }) {
    const t = texts();
    const [all, setAll] = useState(false);
    const values = valuesInOrder(facet);
    const shown = all ? values : values.filter((value, index) => index < values_shown || has(query, facet.name, value.value));
    return (
        <div>
            {facet.name === 'amountBand' && <AmountRange facet={facet} query={query} />}
            {shown.map((value) => <Option key={value.value} facet={facet} value={value} query={query} />)}
            {facet.values.length > values_shown && (
                <button class="more" type="button" aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? t.showLess : t.showAll(facet.values.length)}<span class="vh"> {facet.label}</span>
                </button>
            )}
        </div>
    );
}

function FacetGroup({ facet, query, open }: { facet: Facet; query: Query; open: boolean }) {
    return (
        <details class="facet" open={open || query.has(facet.name)}>
            <summary>{facet.label}</summary>
            <fieldset><legend class="vh">{facet.label}</legend><Values facet={facet} query={query} /></fieldset>
        </details>
    );
}

export function Facets({ page, query }: { page: SearchPage; query: Query }) {
    const t = texts();
    const me = useMe();
    const facets = inOrder(page.facets, query, me !== undefined);
    return (
        <form class="facets" id="facets" aria-label={t.refineResults} onSubmit={(event) => event.preventDefault()}>
            <h2>{t.refine}{conditions(query).length > 0 && <a class="more" href={cleared(query)}>{t.clearAll}</a>}</h2>
            {facets.map((facet, index) => <FacetGroup key={facet.name} facet={facet} query={query} open={index < open_by_default} />)}
        </form>
    );
}

interface Chip { text: string; to: string }

export function chips(query: Query, facets: Facet[]): Chip[] {
    const t = texts();
    const list: Chip[] = [];
    const from = query.get('amountFrom');
    const until = query.get('amountUntil');
    if (from || until) list.push({ text: t.amountBetween(from, until), to: without(query, ['amountFrom', 'amountUntil']) });
    for (const [name, value] of conditions(query)) {
        if (name === 'amountFrom' || name === 'amountUntil') continue;
        const facet = facets.find((each) => each.name === name);
        const found = facet?.values.find((each) => each.value === value);
        const text = found ? valueLabel(name, found) : name === 'kind' ? t.kindPlurals[value as keyof typeof t.kindPlurals] ?? value : value;
        list.push({ text: facet && name !== 'kind' ? `${facet.label}: ${text}` : text, to: withValue(query, name, value, false) });
    }
    return list;
}

export function Chips({ query, facets }: { query: Query; facets: Facet[] }) {
    const t = texts();
    const list = chips(query, facets);
    if (list.length === 0) return null;
    return (
        <ul class="chips" aria-label={t.activeFilters}>
            {list.map((chip) => <li key={chip.to}><a class="chip" href={chip.to}>{chip.text}<Icon name="x" /><span class="vh"> {t.remove}</span></a></li>)}
        </ul>
    );
}
