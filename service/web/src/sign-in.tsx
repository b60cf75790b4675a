// Signing in with a token, and what is yours once you are.
import { useState } from 'preact/hooks';
import { href, language } from './address';
import { Fault, type SearchPage, call } from './api';
import { recordPath } from './kinds';
import { useLoad } from './load';
import { FaultNotice, Loading, faultText, useTitle } from './parts';
import { type Me, signIn, signOut, useSession } from './session';
import { texts } from './texts';

export function SignIn({ why }: { why?: string }) {
    const t = texts();
    const [token, setToken] = useState('');
    const [fault, setFault] = useState<Fault>();
    const [busy, setBusy] = useState(false);
    const submit = (event: Event) => {
        event.preventDefault();
        setBusy(true);
        signIn(token.trim()).catch((error: unknown) => setFault(error instanceof Fault ? error : new Fault(0, undefined))).finally(() => setBusy(false));
    };
    const first = fault?.problem?.errors?.[0];
    const message = fault && (first ? (language() === 'nl' ? first.detailNl : first.detail) : faultText(fault).detail);
    return (
        <form class="panel sign-in" onSubmit={submit} aria-label={t.signIn}>
            {why && <p>{why}</p>}
            <div class={`control ${message ? 'wrong' : ''}`}>
                <label class="label" for="token">{t.token}</label>
                <p class="hint" id="token-help">{t.tokenHelp}</p>
                {message && <p class="fielderr" id="token-error" role="alert">{message}</p>}
                <input class="field" id="token" type="password" autocomplete="current-password" value={token} aria-invalid={message !== undefined} aria-describedby={`token-help${message ? ' token-error' : ''}`}
                    onInput={(event) => setToken(event.currentTarget.value)} />
            </div>
            <button class="btn primary" disabled={busy}>{t.signIn}</button>
        </form>
    );
}

function Records({ title, query, empty }: { title: string; query: string; empty: string }) {
    const t = texts();
    const found = useLoad<SearchPage>(`/v1/search?${query} ${language()}`, async (signal) => (await call<SearchPage>(`/v1/search?${query}`, { signal })).body);
    return (
        <section class="panel">
            <h2>{title}</h2>
            {found.fault ? <FaultNotice fault={found.fault} again={found.again} /> : !found.data ? <Loading slow={found.slow} />
                : found.data.items.length === 0 ? <p class="mut">{empty}</p>
                    : <ul class="links">{found.data.items.map((item) => <li key={item.id}><a href={href(recordPath(item.kind, item.slug))}>{item.title}</a><span class="hint">{t.kindNames[item.kind as keyof typeof t.kindNames]}</span></li>)}</ul>}
            {found.data && found.data.totalItems > found.data.items.length && <a href={href('/', new URLSearchParams(query))}>{t.showAll(found.data.totalItems)}</a>}
        </section>
    );
}

function Mine({ me }: { me: Me }) {
    const t = texts();
    const [fault, setFault] = useState<Fault>();
    const leave = () => { signOut().catch((error: unknown) => setFault(error instanceof Fault ? error : new Fault(0, undefined))); };
    return (
        <>
            <p class="lead">{t.signedInAs(me.name, t.roles[me.role])}</p>
            {fault && <FaultNotice fault={fault} />}
            <p class="actions"><button class="btn" type="button" onClick={leave}>{t.signOut}</button></p>
            <div class="two-cols">
                {me.role !== 'reader' && <Records title={me.role === 'contributor' ? t.unfinished : t.toReview} query={me.role === 'contributor' ? 'status=draft&status=submitted&sort=-updatedAt' : 'status=submitted&sort=-updatedAt'} empty={t.nothingHere} />}
                {me.role !== 'reader' && me.role !== 'contributor' && <Records title={t.unfinished} query="status=draft&sort=-updatedAt" empty={t.nothingHere} />}
                {me.members.length > 0 && <Records title={t.ofYours} query={me.members.map((id) => `owner=${id}`).join('&')} empty={t.nothingHere} />}
                <Records title={t.latest} query="sort=-updatedAt" empty={t.nothingHere} />
            </div>
        </>
    );
}

export function AccountView() {
    const t = texts();
    const session = useSession();
    useTitle(session.me ? t.mineTitle : t.signIn);
    return (
        <div class="wrap page">
            <h1>{session.me ? t.mineTitle : t.signIn}</h1>
            {!session.known ? <Loading slow={false} /> : session.me ? <Mine me={session.me} /> : <SignIn why={t.signInWhy} />}
        </div>
    );
}
