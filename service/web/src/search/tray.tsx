// Records that somebody puts aside while searching, to lay next to each other. They are of one kind; another kind starts anew. What is laid side by
// side is in that view's address; the tray itself lasts as long as the window.
import { useEffect, useReducer } from 'preact/hooks';
import { href } from '../address';
import { Icon } from '../parts';
import { texts } from '../texts';

export interface Aside {
    id: string;
    kind: string;
    title: string;
}

const most = 6;
let tray: Aside[] = [];
const listeners = new Set<() => void>();

function setTray(next: Aside[]): void {
    tray = next;
    listeners.forEach((listener) => listener());
}

function useTray(): Aside[] {
    const [, draw] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
        const listener = () => draw(0);
        listeners.add(listener);
        return () => {
            listeners.delete(listener);
        };
    }, []);
    return tray;
}

export function PutAside({ record }: { record: Aside }) {
    const own = useTray();
    const on = own.some((each) => each.id === record.id);
    const same = own.filter((each) => each.kind === record.kind);
    const full = !on && same.length >= most;
    return (
        <label class="cmp">
            <input
                type="checkbox"
                checked={on}
                disabled={full}
                onChange={() => setTray(on ? own.filter((each) => each.id !== record.id) : [...same, record])}
            />
            {texts().sideBySideOne}
            <span class="vh"> {record.title}</span>
        </label>
    );
}

export function TrayBar() {
    const t = texts();
    const own = useTray();
    return (
        <div role="status">
            {own.length > 0 && (
                <p class="notice tray">
                    <span>{t.putAside(own.length)}</span>
                    {own.length > 1 && (
                        <a
                            class="btn small primary"
                            href={href('/naast-elkaar', { ids: own.map((each) => each.id).join(',') })}
                        >
                            <Icon name="table" />
                            {t.sideBySide}
                        </a>
                    )}
                    <button class="btn small" type="button" onClick={() => setTray([])}>
                        {t.clearTray}
                    </button>
                </p>
            )}
        </div>
    );
}
