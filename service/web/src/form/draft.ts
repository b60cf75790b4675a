// What somebody is filling in, kept in this browser until it is saved: a closed window or a lost connection costs nothing.
import type { Body } from './body';

export interface Draft { body: Body; etag: string; at: string }

const place = (kind: string, id: string): string => `afb-draft:${kind}:${id}`;

export function findDraft(kind: string, id: string): Draft | undefined {
    try {
        const text = localStorage.getItem(place(kind, id));
        return text ? JSON.parse(text) as Draft : undefined;
    } catch {
        return undefined;  // storage switched off, or not ours
    }
}

export function keepDraft(kind: string, id: string, draft: Draft): void {
    try {
        localStorage.setItem(place(kind, id), JSON.stringify(draft));
    } catch {
        // Full or switched off: then the form is only in this window.
    }
}

export function dropDraft(kind: string, id: string): void {
    try {
        localStorage.removeItem(place(kind, id));
    } catch {
        // as above
    }
}
