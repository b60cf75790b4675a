// Who is signed in. The session is a cookie that scripts cannot read; this only asks the service whose it is.
import { useEffect, useState } from 'preact/hooks';
import { Fault, call } from './api';
import { forget } from './load';

export interface Me {
    name: string;
    role: 'reader' | 'contributor' | 'moderator' | 'admin';
    members: string[];  // ids of the partnerships and regions it acts for
}

// `ended`: somebody was signed in and no longer is, without having asked for it.
type State = { known: boolean; me: Me | undefined; ended?: true };
let state: State = { known: false, me: undefined };
let asking: Promise<void> | undefined;
const listeners = new Set<(state: State) => void>();

function set(next: State): void {
    state = next;
    listeners.forEach((listener) => listener(next));
}

async function ask(): Promise<void> {
    try {
        const { body } = await call<{ me?: Me }>('/session');
        set({ known: true, me: body.me });
    } catch (error) {
        if (!(error instanceof Fault)) throw error;
        set({ known: true, me: undefined });
    }
}

export async function signIn(token: string): Promise<void> {
    const { body } = await call<{ me: Me }>('/session', { method: 'POST', body: { token } });
    forget();
    set({ known: true, me: body.me });
}

// The service no longer knows us: the cookie's time is over, or it started anew.
export function sessionEnded(): void {
    set({ known: true, me: undefined, ended: true });
}

export async function signOut(): Promise<void> {
    await call('/session', { method: 'DELETE' });
    forget();
    set({ known: true, me: undefined });
}

export function useSession(): State {
    const [seen, see] = useState(state);
    useEffect(() => {
        listeners.add(see);
        asking ??= ask();
        if (seen !== state) see(state);
        return () => { listeners.delete(see); };
    }, []);
    return seen;
}

export const useMe = (): Me | undefined => useSession().me;
export const mayWrite = (me: Me | undefined): boolean => me !== undefined && me.role !== 'reader';
