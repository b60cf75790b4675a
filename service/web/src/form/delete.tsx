// Deleting, with what it does shown first: what refers to the record stops it, and the history stays.
import { useState } from 'preact/hooks';
import { href, navigate } from '../address';
import { type Related, call } from '../api';
import { type KindInfo, say } from '../fields';
import { collections, recordPath } from '../kinds';
import { forget, useAction } from '../load';
import { say_once } from '../notices';
import { FaultNotice, Icon } from '../parts';
import { texts } from '../texts';
import { dropDraft } from './draft';
import type { Subject } from './form';

export function Delete({ kind, subject }: { kind: KindInfo; subject: Subject }) {
    const t = texts();
    const [referring, setReferring] = useState<Related['referredBy']>();
    const action = useAction();
    const { record, etag } = subject;
    const own = `/v1/${collections[kind.kind]}/${record.id}`;
    const ask = () => action.run(async () => setReferring((await call<Related>(`${own}/related`)).body.referredBy));
    const remove = () => action.run(async () => {
        await call(own, { method: 'DELETE', etag });
        dropDraft(kind.kind, record.id);
        forget();
        say_once({ text: t.deleted(String(record[kind.titleField])), undo: { text: t.undo, path: `${own}/revisions/${record.revision}/_restore`, to: recordPath(kind.kind, record.slug) } });
        navigate(href('/', { kind: kind.kind }));
    });
    return (
        <section class="panel danger" aria-labelledby="delete">
            <h2 id="delete">{t.delete}</h2>
            {action.fault && <FaultNotice fault={action.fault} />}
            <p class="hint" role="status">{action.slow ? t.working : ''}</p>
            {!referring && <button class="btn danger" type="button" disabled={action.busy} onClick={ask}><Icon name="trash" />{t.deleteThis(say(kind.label).toLowerCase())}</button>}
            {referring && referring.length > 0 && (
                <div role="status"><p>{t.deleteStopped(referring.length)}</p>
                    <ul class="dots">{referring.slice(0, 10).map((one) => <li key={one.id + one.pointer}><a href={href(recordPath(one.kind, one.slug))}>{one.title}</a></li>)}</ul></div>
            )}
            {referring && referring.length === 0 && (
                <div role="status"><p>{t.deleteSure}</p>
                    <p class="actions"><button class="btn danger" type="button" disabled={action.busy} onClick={remove}>{t.deleteNow}</button><button class="btn" type="button" onClick={() => setReferring(undefined)}>{t.cancel}</button></p></div>
            )}
        </section>
    );
}
