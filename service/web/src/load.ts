// Reading from the service for a view. While something new is on its way the old stays on screen; `slow` after 300 ms, so that short waits do
// not flicker. What was read a moment ago is there at once when somebody goes back.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { type Fault, asFault } from './api';

export interface Loaded<T> {
    data: T | undefined;
    fault: Fault | undefined;
    waiting: boolean;
    slow: boolean;
    again(): void;
}

interface State<T> {
    key: string;
    data: T | undefined;
    fault: Fault | undefined;
    waiting: boolean;
    slow: boolean;
}

const most_kept = 40;
const kept = new Map<string, unknown>();

function keep(key: string, value: unknown): void {
    kept.delete(key);
    kept.set(key, value);
    const oldest = kept.keys().next().value;
    if (kept.size > most_kept && oldest !== undefined) kept.delete(oldest);
}

// After a write: what was read before may differ now.
export function forget(): void {
    kept.clear();
}

// `key` names what `read` reads; another key reads anew. An empty key reads nothing.
export function useLoad<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
    const state = useRef<State<T>>({ key: '', data: undefined, fault: undefined, waiting: false, slow: false });
    const [round, repeat] = useReducer((count: number) => count + 1, 0);
    const [, draw] = useReducer((count: number) => count + 1, 0);
    if (state.current.key !== key && kept.has(key)) state.current = { key, data: kept.get(key) as T, fault: undefined, waiting: false, slow: false };
    useEffect(() => {
        if (key === '') return undefined;
        const aborting = new AbortController();
        const set = (next: Partial<State<T>>) => {
            if (aborting.signal.aborted) return;
            state.current = { ...state.current, ...next };
            draw(0);
        };
        const timer = setTimeout(() => set({ slow: true }), 300);
        set({ waiting: true, slow: false, fault: undefined });
        read(aborting.signal).then(
            (data) => { keep(key, data); set({ key, data, fault: undefined, waiting: false, slow: false }); },
            (error: unknown) => {
                if (error instanceof DOMException && error.name === 'AbortError') return;
                set({ key, data: undefined, fault: asFault(error), waiting: false, slow: false });
            },
        ).finally(() => clearTimeout(timer));
        return () => { clearTimeout(timer); aborting.abort(); };
    }, [key, round]);
    const { data, fault, waiting, slow } = state.current;
    return { data, fault, waiting: waiting || (key !== '' && data === undefined && fault === undefined), slow, again: () => repeat(0) };
}

export interface Action {
    busy: boolean;
    slow: boolean;
    fault: Fault | undefined;
    run(act: () => Promise<unknown>): void;
}

// Something that somebody asks to be done: once at a time, with what went wrong. `slow` as above.
export function useAction(): Action {
    const [state, set] = useState<{ busy: boolean; slow: boolean; fault: Fault | undefined }>({ busy: false, slow: false, fault: undefined });
    const run = (act: () => Promise<unknown>) => {
        if (state.busy) return;
        const timer = setTimeout(() => set({ busy: true, slow: true, fault: undefined }), 300);
        set({ busy: true, slow: false, fault: undefined });
        act().then(() => undefined, asFault).then((fault) => { clearTimeout(timer); set({ busy: false, slow: false, fault }); });
    };
    return { ...state, run };
}
