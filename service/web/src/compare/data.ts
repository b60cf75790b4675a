// What the comparison asks of the service. The page's address has the same keys as the API's, so any filter of the API works here too.
import { type Row, type Schemas, type SearchPage, call } from '../api';
import { as_table } from '../chart-panel';

export type Insight = Schemas['AllowanceInsight'];
export type Group = Insight['groups'][number];
export type Observation = NonNullable<Insight['behind']>['listed'][number];
export type Routes = Schemas['PaymentRouteInsight'];

export type GroupBy = Insight['groupBy'][number];

export const groupings = [
    'studyYear',
    'onderwijsregio',
    'sector',
    'route',
    'payer',
] as const satisfies readonly GroupBy[];

const most_listed = 1000;
const usual_days = '2'; // what most regulations are for

export interface Asked {
    query: URLSearchParams;
    days: number;
    by: GroupBy;
    mine: string;
}

export function readAsked(address: URLSearchParams): Asked {
    const query = new URLSearchParams(address);
    query.delete(as_table);
    if (!query.has('daysPerWeek')) query.set('daysPerWeek', usual_days);
    if (!query.has('groupBy')) query.set('groupBy', groupings[0]);
    return {
        query,
        days: Number(query.get('daysPerWeek')),
        by: query.get('groupBy') as GroupBy,
        mine: query.get('mine') ?? '',
    };
}

export interface Compared {
    insight: Insight;
    routes: Routes;
    regulations: Map<string, Row>;
    facets: SearchPage['facets'];
}

export async function compare({ query }: Asked, signal: AbortSignal): Promise<Compared> {
    const listed = new URLSearchParams(query);
    listed.set('listed', String(most_listed));
    const others = new URLSearchParams(query);
    others.delete('groupBy');
    others.delete('mine');
    others.set('listed', '0');
    const [insight, routes, facets] = await Promise.all([
        call<Insight>(`/v1/insights/stagevergoedingen?${listed.toString()}`, { signal }),
        call<Routes>(`/v1/insights/payment-routes?${others.toString()}`, { signal }),
        readFacets(others, signal),
    ]);
    return {
        insight: insight.body,
        routes: routes.body,
        regulations: await readRegulations(insight.body, signal),
        facets,
    };
}

// How many regulations there are for each choice. What was known at an earlier moment is not counted by the search, so then there is none.
async function readFacets(others: URLSearchParams, signal: AbortSignal): Promise<SearchPage['facets']> {
    if (others.has('asKnownOn')) return [];
    const query = new URLSearchParams(others);
    query.delete('daysPerWeek');
    query.delete('listed');
    query.set('kind', 'stagevergoeding');
    query.set('pageNumber', '1000'); // past the last: only the counts are wanted
    return (await call<SearchPage>(`/v1/search?${query.toString()}`, { signal })).body.facets;
}

// The regulations themselves, for their words: whom a tariff is for, and how it is stated.
async function readRegulations(insight: Insight, signal: AbortSignal): Promise<Map<string, Row>> {
    if (!insight.behind?.href) return new Map();
    const list = new URL(insight.behind.href, location.origin);
    list.searchParams.delete('asKnownOn');
    list.searchParams.set('pageSize', '250');
    list.searchParams.set('fields', 'slug,tariffs,derived');
    const { body } = await call<{ items: Row[] }>(list.pathname + list.search, { signal });
    return new Map(body.items.map((record) => [record.id, record]));
}

export const holds = (observation: Observation): observation is Observation & { amount: string } =>
    observation.amount !== undefined;
export const nameOf = (observation: Observation): string => `${observation.id} ${observation.tariff ?? ''}`;
