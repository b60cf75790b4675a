// The question in the address: the same keys as GET /v1/search, so the page and the API answer the same address alike.
import { href } from '../address';

export type Query = URLSearchParams;

const paging = ['pageNumber', 'pageSize'];

// A changed question starts at its first page.
function changed(query: Query, change: (next: Query) => void): string {
    const next = new URLSearchParams(query);
    next.delete('pageNumber');
    change(next);
    return href('/', next);
}

export const has = (query: Query, name: string, value: string): boolean => query.getAll(name).includes(value);

export const withValue = (query: Query, name: string, value: string, on: boolean): string => changed(query, (next) => {
    const others = next.getAll(name).filter((other) => other !== value);
    next.delete(name);
    [...others, ...(on ? [value] : [])].forEach((each) => next.append(name, each));
});

export const withOnly = (query: Query, name: string, value: string): string => changed(query, (next) => {
    if (value === '') next.delete(name);
    else next.set(name, value);
});

export const without = (query: Query, names: string[]): string => changed(query, (next) => names.forEach((name) => next.delete(name)));

export const cleared = (query: Query): string => href('/', { q: query.get('q') ?? '' });

export const atPage = (query: Query, page: number): string => {
    const next = new URLSearchParams(query);
    if (page === 1) next.delete('pageNumber');
    else next.set('pageNumber', String(page));
    return href('/', next);
};

// Every condition that is set, beside the words and the order.
export const conditions = (query: Query): [string, string][] => [...query].filter(([name, value]) => value !== '' && name !== 'q' && name !== 'sort' && !paging.includes(name));

export const asAddress = (query: Query): string => href('/', query);

export const isStart = (query: Query): boolean => [...query.keys()].length === 0;
