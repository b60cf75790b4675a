// Questions that somebody keeps in this browser: an address each, so nothing is lost when the list is.
import { useReducer } from 'preact/hooks';

import { Icon } from '../parts';
import { texts } from '../texts';
import { type Query, asAddress } from './question';

interface Saved { title: string; query: string }

const place = 'afb-searches';
const most = 20;

function read(): Saved[] {
    try {
        return JSON.parse(localStorage.getItem(place) ?? '[]') as Saved[];
    } catch {
        return [];  // storage switched off, or not ours
    }
}

function write(list: Saved[]): void {
    try {
        localStorage.setItem(place, JSON.stringify(list.slice(0, most)));
    } catch {
        // Full or switched off: then the address can still be kept as a bookmark.
    }
}

const textOf = (query: Query): string => [...query].filter(([name]) => name !== 'pageNumber').map((pair) => pair.join('=')).sort().join('&');

// `title`: the words and conditions as people read them.
export function SaveSearch({ query, title }: { query: Query; title: string }) {
    const t = texts();
    const [, draw] = useReducer((count: number) => count + 1, 0);
    const own = textOf(query);
    const list = read();
    const kept = list.some((saved) => textOf(new URLSearchParams(saved.query)) === own);
    const toggle = () => {
        const others = list.filter((saved) => textOf(new URLSearchParams(saved.query)) !== own);
        write(kept ? others : [{ title, query: own }, ...others]);
        draw(0);
    };
    return <button class="btn small" type="button" aria-pressed={kept} onClick={toggle}><Icon name={kept ? 'check' : 'plus'} />{kept ? t.searchKept : t.keepSearch}</button>;
}

export function SavedSearches() {
    const t = texts();
    const [, draw] = useReducer((count: number) => count + 1, 0);
    const list = read();
    if (list.length === 0) return null;
    const drop = (gone: Saved) => { write(list.filter((saved) => saved.query !== gone.query)); draw(0); };
    return (
        <section class="saved" aria-labelledby="saved"><h2 id="saved">{t.savedSearches}</h2>
            <ul class="chips">{list.map((saved) => (
                <li key={saved.query}><a class="btn small" href={asAddress(new URLSearchParams(saved.query))}><Icon name="search" />{saved.title}</a>
                    <button class="btn small quiet" type="button" onClick={() => drop(saved)}><Icon name="x" /><span class="vh">{t.dropSearch(saved.title)}</span></button></li>
            ))}</ul>
        </section>
    );
}
