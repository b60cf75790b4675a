// The address bar holds the whole state of every view: what is here can be shared, and back and forward work.
// `lang=en` in the query is English; without it everything is Dutch. All other keys belong to the view.
import { useEffect, useState } from 'preact/hooks';

export type Language = 'nl' | 'en';

export interface Address {
    readonly path: string;
    readonly query: URLSearchParams; // without `lang`
    readonly language: Language;
    readonly fragment: string;
}

type Listener = (address: Address) => void;
const listeners = new Set<Listener>();

function read(): Address {
    const query = new URLSearchParams(location.search);
    const language: Language = query.get('lang') === 'en' ? 'en' : 'nl';
    query.delete('lang');
    return { path: location.pathname.replace(/(.)\/$/, '$1'), query, language, fragment: location.hash.slice(1) };
}

let current = read();

export const address = (): Address => current;
export const language = (): Language => current.language;

function announce(): void {
    current = read();
    listeners.forEach((listener) => listener(current));
}
addEventListener('popstate', announce);

// The address of a view in the present language. Empty values are left out.
export function href(
    path: string,
    query: URLSearchParams | Record<string, string | undefined> = {},
    spoken: Language = current.language,
): string {
    const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
    const all = new URLSearchParams(
        pairs.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
    );
    all.delete('lang');
    if (spoken === 'en') all.set('lang', 'en');
    const text = all.toString();
    return text === '' ? path : `${path}?${text}`;
}

// `replace`: the same step of the user, so no entry of its own for "back".
export function navigate(to: string, options: { replace?: boolean } = {}): void {
    if (to === location.pathname + location.search + location.hash) return;
    if (options.replace) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    announce();
}

export function useAddress(): Address {
    const [seen, see] = useState(current);
    useEffect(() => {
        listeners.add(see);
        if (seen !== current) see(current);
        return () => {
            listeners.delete(see);
        };
    }, []);
    return seen;
}
