// What is yours once you are signed in: what you act for, what waits for you, what you were filling in.
import { href, language } from './address';
import { type SearchPage, call } from './api';
import { listDrafts } from './form/draft';
import { moment } from './format';
import { recordPath } from './kinds';
import { useAction, useLoad } from './load';
import { FaultNotice, Loading, Outcome, useTitle } from './parts';
import { type Me, signOut, useSession } from './session';
import { SignIn } from './sign-in';
import { texts } from './texts';

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

// What somebody was filling in, in this browser.
function Unsaved() {
    const t = texts();
    const drafts = listDrafts();
    if (drafts.length === 0) return null;
    return (
        <section class="panel" aria-labelledby="unsaved"><h2 id="unsaved">{t.unsaved}</h2>
            <ul class="links">{drafts.map(({ kind, id, title, at }) => (
                <li key={kind + id}><a href={href(id === 'new' ? `/toevoegen/${kind}` : `${recordPath(kind, id)}/wijzigen`)}>{title || t.untitled}</a><span class="hint">{t.kindNames[kind as keyof typeof t.kindNames]} · {moment(at)}</span></li>
            ))}</ul>
        </section>
    );
}

function Mine({ me }: { me: Me }) {
    const t = texts();
    const action = useAction();
    return (
        <>
            <p class="lead">{t.signedInAs(me.name, t.roles[me.role])}</p>
            <p class="actions"><button class="btn" type="button" disabled={action.busy} onClick={() => action.run(signOut)}>{t.signOut}</button><Outcome action={action} /></p>
            <Unsaved />
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
