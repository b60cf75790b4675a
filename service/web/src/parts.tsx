// Small parts that every view uses.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Fault } from './api';
import { language } from './address';
import type { Action } from './load';
import { texts } from './texts';

export type IconName =
    | 'search'
    | 'download'
    | 'arrow'
    | 'chevron'
    | 'x'
    | 'table'
    | 'chart'
    | 'plus'
    | 'user'
    | 'check'
    | 'edit'
    | 'trash'
    | 'alert'
    | 'link'
    | 'up'
    | 'down';

// Tabler icons (MIT), 24 x 24.
const paths: Record<IconName, string> = {
    search: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M21 21l-6 -6',
    download: 'M4 17v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2 -2v-2M7 11l5 5l5 -5M12 4l0 12',
    arrow: 'M5 12l14 0M13 18l6 -6M13 6l6 6',
    chevron: 'M9 6l6 6l-6 6',
    x: 'M18 6l-12 12M6 6l12 12',
    table: 'M3 5a2 2 0 0 1 2 -2h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14M3 10h18M10 3v18',
    chart: 'M3 3v18h18M7 9a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M17 7a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M12 15a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M10.16 10.62l2.34 2.88M15.088 13.328l2.837 -4.586',
    plus: 'M12 5l0 14M5 12l14 0',
    user: 'M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2',
    check: 'M5 12l5 5l10 -10',
    edit: 'M4 20h4l10.5 -10.5a2.828 2.828 0 1 0 -4 -4l-10.5 10.5v4M13.5 6.5l4 4',
    trash: 'M4 7l16 0M10 11l0 6M14 11l0 6M5 7l1 12a2 2 0 0 0 2 2h8a2 2 0 0 0 2 -2l1 -12M9 7v-3a1 1 0 0 1 1 -1h4a1 1 0 0 1 1 1v3',
    alert: 'M12 9v4M10.363 3.591l-8.106 13.534a1.914 1.914 0 0 0 1.636 2.871h16.214a1.914 1.914 0 0 0 1.636 -2.87l-8.106 -13.536a1.914 1.914 0 0 0 -3.274 0zM12 16h.01',
    link: 'M9 15l6 -6M11 6l.463 -.536a5 5 0 0 1 7.071 7.072l-.534 .464M13 18l-.397 .534a5.068 5.068 0 0 1 -7.127 0a4.972 4.972 0 0 1 0 -7.071l.524 -.463',
    up: 'M12 5l0 14M18 11l-6 -6M6 11l6 -6',
    down: 'M12 5l0 14M18 13l-6 6M6 13l6 6',
};

export const Icon = ({ name }: { name: IconName }) => (
    <svg class="ico" viewBox="0 0 24 24" aria-hidden="true">
        <path d={paths[name]} />
    </svg>
);

// The title of the window follows the heading of the view.
export function useTitle(title: string): void {
    useEffect(() => {
        document.title = title === '' ? 'Afsprakenbank' : `${title} – Afsprakenbank`;
    }, [title, language()]);
}

// A wait is told after 300 ms, so that short ones do not flicker.
export function Loading() {
    const [slow, setSlow] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setSlow(true), 300);
        return () => clearTimeout(timer);
    }, []);
    return (
        <div class="loading" aria-busy="true">
            <p class="hint" role="status">
                {slow ? texts().loading : ''}
            </p>
            <div class="bones" aria-hidden="true">
                <i />
                <i />
                <i />
            </div>
        </div>
    );
}

// Beside a button: that something takes a while, or why it did not work.
export function Outcome({ action }: { action: Action }) {
    return (
        <>
            <span class="hint" role="status">
                {action.slow ? texts().working : ''}
            </span>
            {action.fault && (
                <span class="fielderr" role="alert">
                    {faultText(action.fault).detail}
                </span>
            )}
        </>
    );
}

// While what is on screen is read anew: a line at the top, and said for who cannot see it.
export const Refreshing = ({ on }: { on: boolean }) => (
    <>
        <p class="vh" role="status">
            {on ? texts().loading : ''}
        </p>
        {on && <div class="progress" aria-hidden="true" />}
    </>
);

// A page of which nothing is there yet.
export const LoadingPage = ({ title }: { title: string }) => (
    <div class="wrap page">
        <h1 class="vh">{title}</h1>
        <Loading />
    </div>
);

export function FaultNotice({ fault, again }: { fault: Fault; again?: () => void }) {
    const t = texts();
    const said = faultText(fault);
    return (
        <section class="notice error" role="alert">
            <h2>
                <Icon name="alert" />
                {said.title}
            </h2>
            <p>{said.detail}</p>
            {fault.problem?.errors && fault.problem.errors.length > 0 && (
                <ul class="dots">
                    {fault.problem.errors.map((error) => (
                        <li key={error.location + error.code}>{language() === 'nl' ? error.detailNl : error.detail}</li>
                    ))}
                </ul>
            )}
            {again && fault.status !== 404 && (
                <button class="btn small" type="button" onClick={again}>
                    {t.tryAgain}
                </button>
            )}
            {fault.problem && fault.status >= 500 && (
                <p class="hint">
                    {t.requestNumber}: {fault.problem.instance}
                </p>
            )}
        </section>
    );
}

// What happened and what to do, for everything that can go wrong with a request.
export function faultText(fault: Fault): { title: string; detail: string } {
    const t = texts();
    if (fault.status === 0) return { title: t.offline, detail: t.offlineHelp };
    if (fault.status === 503) return { title: t.busy, detail: t.busyHelp };
    return { title: fault.problem?.title ?? t.failed, detail: fault.problem?.detail ?? '' };
}

export const Tag = ({ kind, children }: { kind?: string; children: ComponentChildren }) => (
    <span class={`tag ${kind ?? ''}`}>{children}</span>
);

// A way back, from the whole to the part.
export function Crumbs({ items }: { items: { text: string; to?: string }[] }) {
    return (
        <nav class="crumbs" aria-label={texts().crumbs}>
            <ol>
                {items.map((item) => (
                    <li key={item.text}>
                        {item.to ? <a href={item.to}>{item.text}</a> : <span aria-current="page">{item.text}</span>}
                    </li>
                ))}
            </ol>
        </nav>
    );
}

// From one page of a list to the next; nothing when there is only one.
export function Pager({ page, of, to }: { page: number; of: number; to: (page: number) => string }) {
    const t = texts();
    if (of < 2) return null;
    return (
        <nav class="pages" aria-label={t.pages}>
            {page > 1 ? (
                <a class="btn" href={to(page - 1)} rel="prev">
                    {t.previous}
                </a>
            ) : (
                <span />
            )}
            <span>{t.pageOf(page, of)}</span>
            {page < of ? (
                <a class="btn" href={to(page + 1)} rel="next">
                    {t.next}
                </a>
            ) : (
                <span />
            )}
        </nav>
    );
}

// Money on its way, as text: "Onderwijsregio → Schoolbestuur → Student".
export function RouteLine({ stops }: { stops: string[] }) {
    return (
        <ol class="route">
            {stops.map((stop, index) => (
                <li key={`${index}${stop}`} class={index === stops.length - 1 ? 'to' : ''}>
                    {index > 0 && <Icon name="arrow" />}
                    {stop}
                </li>
            ))}
        </ol>
    );
}
