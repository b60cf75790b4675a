// Calls to the service. Types come from its OpenAPI document, so a field that is gone does not compile.
import type { components } from '../generated/api';
import { language } from './address';

export type Schemas = components['schemas'];
export type SearchPage = Schemas['SearchPage'];
export type Problem = Schemas['Problem'];
export type Revision = Schemas['RevisionList']['items'][number];
export type Comparison = Schemas['RevisionOrComparison'];
export type Related = Schemas['RelatedRecords'];
export type Summary = Related['similar'][number];

// Any record: the members every kind has, and the others by name.
export interface Row {
    id: string;
    kind: string;
    slug: string;
    revision: number;
    updatedAt: string;
    updatedBy: string;
    createdAt: string;
    status: string;
    visibility: string;
    derived?: Record<string, unknown> & {
        references?: { pointer?: string; id?: string; kind?: string; title?: string }[];
        warnings?: { code?: string; location?: string; detail?: string; detailNl?: string }[];
        inForce?: boolean;
    };
    [member: string]: unknown;
}

// A request that did not succeed. `status` 0: the service could not be reached.
export class Fault extends Error {
    constructor(readonly status: number, readonly problem: Problem | undefined) {
        super(problem?.detail ?? `status ${status}`);
    }
}

export const asFault = (error: unknown): Fault => (error instanceof Fault ? error : new Fault(0, undefined));

export interface Answered<T> {
    body: T;
    etag: string;
}

export interface Sending {
    method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
    body?: unknown;
    etag?: string | undefined;
    key?: string;  // Idempotency-Key: sent twice, done once
    signal?: AbortSignal | undefined;
}

// `path` starts with a slash. Throws a Fault for every answer that is not good.
export async function call<T>(path: string, { method = 'GET', body, etag, key, signal }: Sending = {}): Promise<Answered<T>> {
    const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (etag) headers['If-Match'] = etag;
    if (key) headers['Idempotency-Key'] = key;
    let response: Response;
    try {
        response = await fetch(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(signal && { signal }) });
    } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        throw new Fault(0, undefined);
    }
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    const content: unknown = isJson ? await response.json() : undefined;
    if (!response.ok) throw new Fault(response.status, content as Problem | undefined);
    return { body: content as T, etag: response.headers.get('ETag') ?? '' };
}
