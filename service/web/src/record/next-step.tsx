// A record that is not public yet says so to who may do something about it, with the next step: a contributor submits, a moderator publishes.
import { useState } from 'preact/hooks';
import { type Row, call } from '../api';
import { collections } from '../kinds';
import { forget, useAction } from '../load';
import { Icon, Outcome } from '../parts';
import { type Me, mayWrite, useMe } from '../session';
import { texts } from '../texts';
import type { RecordData } from './read';

type Next = 'submitted' | 'published';

function nextOf(record: Row, me: Me | undefined): Next | undefined {
    if (!me || !mayWrite(me)) return undefined;
    if (me.role === 'contributor') return record.status === 'draft' ? 'submitted' : undefined;
    return record.status === 'draft' || record.status === 'submitted' ? 'published' : undefined;
}

export function NextStep({ data, again }: { data: RecordData; again: () => void }) {
    const t = texts();
    const next = nextOf(data.record, useMe());
    const [done, setDone] = useState<Next>();
    const action = useAction();
    const { record, etag } = data;
    const take = (status: Next) =>
        action.run(async () => {
            await call(`/v1/${collections[record.kind]}/${record.id}`, { method: 'PATCH', body: { status }, etag });
            forget();
            setDone(status);
            again();
        });
    return (
        <div role="status">
            {next ? (
                <section class="notice next-step">
                    <p>{record.status === 'draft' ? t.isDraft : t.isSubmitted}</p>
                    <button class="btn small primary" type="button" disabled={action.busy} onClick={() => take(next)}>
                        {t.nextSteps[next]}
                    </button>
                    <Outcome action={action} />
                </section>
            ) : done ? (
                <section class="notice good next-step">
                    <p>
                        <Icon name="check" />
                        {t.nextStepsDone[done]}
                    </p>
                </section>
            ) : null}
        </div>
    );
}
