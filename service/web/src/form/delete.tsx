// Deleting, with what it does shown first: what refers to the record stops it, and the history stays.
import { useState } from 'preact/hooks';
import { href, navigate } from '../address';
import { Fault, type Related, call } from '../api';
import { type KindInfo, say } from '../fields';
import { collections, recordPath } from '../kinds';
import { forget } from '../load';
import { say_once } from '../notices';
import { FaultNotice, Icon } from '../parts';
import { texts } from '../texts';
import { dropDraft } from './draft';
import type { Subject } from './form';

export function Delete({ kind, subject }: { kind: KindInfo; subject: Subject }) {
    const t = texts();
    const [referring, setReferring] = useState<Related['referredBy']>();
    const [fault, setFault] = useState<Fault>();
    const { record, etag } = subject;
    const own = `/v1/${collections[kind.kind]}/${record.id}`;
    const failed = (error: unknown) => setFault(error instanceof Fault ? error : new Fault(0, undefined));
    const ask = () => { call<Related>(`${own}/related`).then(({ body }) => setReferring(body.referredBy), failed); };
    const remove = () => {
        call(own, { method: 'DELETE', etag }).then(() => {
            dropDraft(kind.kind, record.id);
            forget();
            say_once({ text: t.deleted(String(record[kind.titleField])), undo: { text: t.undo, path: `${own}/revisions/${record.revision}/_restore`, to: recordPath(kind.kind, record.slug) } });
            navigate(href('/', { kind: kind.kind }));
        }, failed);
    };
    return (
        <section class="panel danger" aria-labelledby="delete">
            <h2 id="delete">{t.delete}</h2>
            {fault && <FaultNotice fault={fault} />}
            {!referring && <button class="btn danger" type="button" onClick={ask}><Icon name="trash" />{t.deleteThis(say(kind.label).toLowerCase())}</button>}
            {referring && referring.length > 0 && (
                <div role="status"><p>{t.deleteStopped(referring.length)}</p>
                    <ul class="dots">{referring.slice(0, 10).map((one) => <li key={one.id + one.pointer}><a href={href(recordPath(one.kind, one.slug))}>{one.title}</a></li>)}</ul></div>
            )}
            {referring && referring.length === 0 && (
                <div role="status"><p>{t.deleteSure}</p>
                    <p class="actions"><button class="btn danger" type="button" onClick={remove}>{t.deleteNow}</button><button class="btn" type="button" onClick={() => setReferring(undefined)}>{t.cancel}</button></p></div>
            )}
        </section>
    );
}
