// What somebody is filling in, kept in this browser until it is saved: a closed window or a lost connection costs nothing.
import type { Body } from './body';

export interface Draft { body: Body; etag: string; at: string }

const prefix = 'afb-draft';
const place = (kind: string, id: string): string => `${prefix}:${kind}:${id}`;

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

export interface DraftEntry { kind: string; id: string; title: string; at: string }

// Newest first; `id` is "new" for a record that is not there yet.
export function listDrafts(): DraftEntry[] {
    try {
        return Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}:`)).flatMap((key) => {
            const [, kind = '', id = ''] = key.split(':');
            const found = findDraft(kind, id);
            return found ? [{ kind, id, title: String(found.body['title'] ?? found.body['name'] ?? ''), at: found.at }] : [];
        }).sort((a, b) => (a.at < b.at ? 1 : -1));
    } catch {
        return [];
    }
}
