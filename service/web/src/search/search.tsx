// Searching everything: one box, facets, results with what people compare.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Address, href, navigate } from '../address';
import { type SearchPage, call } from '../api';
import { useAction, useLoad } from '../load';
import { FaultNotice, Icon, Loading, Outcome, useTitle } from '../parts';
import { texts } from '../texts';
import { saveCsv } from '../csv';
import { number } from '../format';
import { patternText, recordPath } from '../kinds';
import { Chips, Facets, chips } from './facets';
import { Hit } from './hit';
import { type Query, atPage, cleared, conditions, isStart, withOnly } from './question';
import { SearchBox } from './box';
import { SaveSearch } from './saved';
import { Start } from './start';
import { TrayBar } from './tray';

function Pages({ page, query }: { page: SearchPage; query: Query }) {
    const t = texts();
    if (page.totalPages < 2) return null;
    return (
        <nav class="pages" aria-label={t.pages}>
            {page.hasPreviousPage ? <a class="btn" href={atPage(query, page.pageNumber - 1)} rel="prev">{t.previous}</a> : <span />}
            <span>{t.pageOf(page.pageNumber, page.totalPages)}</span>
            {page.hasNextPage ? <a class="btn" href={atPage(query, page.pageNumber + 1)} rel="next">{t.next}</a> : <span />}
        </nav>
    );
}

function Nothing({ query }: { query: Query }) {
    const t = texts();
    const filtered = conditions(query).length > 0;
    return (
        <section class="notice">
            <h3>{t.nothingFound}</h3>
            <ul class="dots">
                {filtered && <li><a href={cleared(query)}>{t.searchWithoutFilters}</a></li>}
                <li>{t.nothingTip}</li>
                <li><a href={href('/toevoegen')}>{t.nothingAdd}</a></li>
            </ul>
        </section>
    );
}

const orders = ['', '-updatedAt', 'title', 'amount', '-amount', '-validFrom'] as const;

function Order({ query }: { query: Query }) {
    const t = texts();
    const change = (event: Event) => { if (event.currentTarget instanceof HTMLSelectElement) navigate(withOnly(query, 'sort', event.currentTarget.value)); };
    return (
        <span class="order">
            <label class="label" for="order">{t.sortBy}</label>
            <select class="field" id="order" value={query.get('sort') ?? ''} onChange={change}>
                {orders.map((order) => <option key={order} value={order}>{t.orders[order]}</option>)}
            </select>
        </span>
    );
}

const most_saved = 250;

// What was found as a table: the same question once more, with as many results as one answer holds.
function Save({ page, query }: { page: SearchPage; query: Query }) {
    const t = texts();
    const action = useAction();
    const save = () => action.run(async () => {
        const all = new URLSearchParams(query);
        all.delete('pageNumber');
        all.set('pageSize', String(most_saved));
        const { items } = (await call<SearchPage>(`/v1/search?${all.toString()}`)).body;
        const labels = [...new Set(items.flatMap((item) => item.facts.map((fact) => fact.label)))];
        saveCsv('afsprakenbank', [
            [t.kind, t.title, t.address, ...labels],
            ...items.map((item) => [t.kindNames[item.kind as keyof typeof t.kindNames], item.title, location.origin + recordPath(item.kind, item.slug),
                ...labels.map((label) => patternText(item.facts.find((fact) => fact.label === label)?.value ?? ''))]),
        ]);
    });
    return (
        <>
            <button class="btn small" type="button" disabled={action.busy} onClick={save}><Icon name="download" />{page.totalItems > most_saved ? t.saveFirst(most_saved) : t.saveAll}</button>
            <Outcome action={action} />
        </>
    );
}

// The question as people read it: its words and its conditions.
const titleOf = (query: Query, page: SearchPage): string => [query.get('q') ?? '', ...chips(query, page.facets).map((chip) => chip.text)].filter((part) => part !== '').join(', ');

function Results({ page, query, waiting }: { page: SearchPage; query: Query; waiting: boolean }) {
    const t = texts();
    const corrected = page.corrected;
    return (
        <section aria-labelledby="results" class={waiting ? 'stale' : ''}>
            <div class="bar">
                <h2 id="results">{t.results(page.totalItems)}</h2>
                <Order query={query} />
                <SaveSearch query={query} title={titleOf(query, page) || t.searchTitle} />
                {page.totalItems > 0 && <Save page={page} query={query} />}
            </div>
            <Chips query={query} facets={page.facets} />
            {corrected && <p class="didyoumean">{t.didYouMean} <a href={withOnly(query, 'q', corrected)}>{corrected}</a>?</p>}
            <TrayBar />
            {page.items.length === 0 ? <Nothing query={query} />
                : <div class="hits">{page.items.map((item) => <Hit key={item.id} item={item} />)}</div>}
            <Pages page={page} query={query} />
        </section>
    );
}

// On a narrow window the facets fold away behind a button.
function Refine({ page, query }: { page: SearchPage; query: Query }) {
    const t = texts();
    const [open, setOpen] = useState(false);
    const count = conditions(query).length;
    return (
        <div class={`refine ${open ? 'open' : ''}`}>
            <button class="btn refine-toggle" type="button" aria-expanded={open} aria-controls="facets" onClick={() => setOpen(!open)}>
                {t.refine}{count > 0 && ` (${number(count)})`}
            </button>
            <Facets page={page} query={query} />
        </div>
    );
}

export function SearchView({ address }: { address: Address }) {
    const t = texts();
    const { query } = address;
    const start = isStart(query);
    const key = start ? '' : `/v1/search?${query.toString()} ${address.language}`;
    const found = useLoad<SearchPage>(key, async (signal) => (await call<SearchPage>(`/v1/search?${query.toString()}`, { signal })).body);
    useTitle(start ? '' : found.data ? t.searchTitleFor(titleOf(query, found.data) || t.allKinds) : t.searchTitle);
    const page = query.get('pageNumber') ?? '1';
    const before = useRef(page);
    useEffect(() => {
        if (before.current !== page) scrollTo(0, 0);
        before.current = page;
    }, [page]);
    return (
        <div>
            <SearchBox query={query} start={start} />
            {start ? <Start /> : (
                <div class="wrap cols">
                    <p class="vh" role="status">{found.waiting ? (found.slow ? t.loading : '') : found.data ? t.results(found.data.totalItems) : ''}</p>
                    {found.slow && found.data && <div class="progress" aria-hidden="true" />}
                    {found.data ? <Refine page={found.data} query={query} /> : <div class="refine" aria-hidden="true" />}
                    {found.fault ? <FaultNotice fault={found.fault} again={found.again} />
                        : found.data ? <Results page={found.data} query={query} waiting={found.waiting && found.slow} />
                            : <Loading slow={found.slow} />}
                </div>
            )}
        </div>
    );
}
