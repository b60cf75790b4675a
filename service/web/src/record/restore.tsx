// Putting an older version back: a new revision with the old content, so this too can be undone.
import { useState } from 'preact/hooks';
import { href, navigate } from '../address';
import { type Row, call } from '../api';
import { collections, recordPath } from '../kinds';
import { forget, useAction } from '../load';
import { say_once } from '../notices';
import { Outcome } from '../parts';
import { mayWrite, useMe } from '../session';
import { texts } from '../texts';
import type { RecordData } from './read';

export function Restore({ data, revision }: { data: RecordData; revision: number }) {
    const t = texts();
    const me = useMe();
    const [asked, setAsked] = useState(false);
    const action = useAction();
    if (!mayWrite(me)) return null;
    const { record, etag } = data;
    const restore = () => action.run(async () => {
        await call<Row>(`/v1/${collections[record.kind]}/${record.id}/revisions/${revision}/_restore`, { method: 'POST', etag });
        forget();
        say_once({ text: texts().restored(revision) });
        navigate(href(recordPath(record.kind, record.slug)));
    });
    if (!asked) return <button class="more" type="button" onClick={() => setAsked(true)}>{t.restore}<span class="vh"> {t.revision(revision)}</span></button>;
    return (
        <span class="confirm" role="group" aria-label={t.restoreSure(revision)}>
            <span>{t.restoreSure(revision)}</span>
            <button class="btn small primary" type="button" disabled={action.busy} onClick={restore}>{t.restore}</button>
            <button class="btn small" type="button" onClick={() => setAsked(false)}>{t.cancel}</button>
            <Outcome action={action} />
        </span>
    );
}
