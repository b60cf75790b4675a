// The views around the form: choosing what to add, adding, editing. Who is not signed in does that first, at the same address.
import { href } from '../address';
import { type KindInfo, say, useFields } from '../fields';
import { useLoad } from '../load';
import { Crumbs, FaultNotice, Icon, Loading, useTitle } from '../parts';
import { readRecord, recordKey, type RecordData } from '../record/read';
import { recordPath } from '../kinds';
import { mayWrite, useSession } from '../session';
import { SignIn } from '../sign-in';
import { texts } from '../texts';
import { RecordForm } from './form';

export function AddView() {
    const t = texts();
    useTitle(t.navAdd);
    const fields = useFields();
    return (
        <div class="wrap page">
            <h1>{t.addTitle}</h1>
            <p class="lead">{t.addLead}</p>
            {fields.fault && <FaultNotice fault={fields.fault} again={fields.again} />}
            {fields.data ? (
                <ul class="ways">{t.kindOrder.map((name) => fields.data?.kinds.find((kind) => kind.kind === name)).filter((kind): kind is KindInfo => kind !== undefined).map((kind) => (
                    <li key={kind.kind}><a href={href(`/toevoegen/${kind.kind}`)}><Icon name="plus" /><strong>{say(kind.label)}</strong><span>{say(kind.help)}</span></a></li>
                ))}</ul>
            ) : <Loading slow={fields.slow} />}
        </div>
    );
}

// What is needed before a form can be shown; undefined when all is there.
function useGate(): preact.JSX.Element | undefined {
    const session = useSession();
    if (!session.known) return <Loading slow={false} />;
    if (!mayWrite(session.me)) return <SignIn why={session.me ? texts().mayNotWrite : session.ended ? texts().signedOut : texts().signInFirst} />;
    return undefined;
}

export function AddKindView({ kind }: { kind: string }) {
    const t = texts();
    const fields = useFields();
    const gate = useGate();
    const info = fields.data?.kinds.find((each) => each.kind === kind);
    const title = info ? t.addKind(say(info.label).toLowerCase()) : t.navAdd;
    useTitle(title);
    if (fields.fault) return <div class="wrap page"><h1>{title}</h1><FaultNotice fault={fields.fault} again={fields.again} /></div>;
    if (!fields.data) return <div class="wrap page"><Loading slow={fields.slow} /></div>;
    return (
        <div class="wrap page form-page">
            <Crumbs items={[{ text: t.navAdd, to: href('/toevoegen') }, { text: info ? say(info.label) : kind }]} />
            <h1>{title}</h1>
            {info && <p class="lead">{say(info.help)}</p>}
            {gate ?? (info ? <RecordForm kind={info} fields={fields.data} subject={undefined} /> : <p>{t.missingHelp}</p>)}
        </div>
    );
}

export function EditView({ kind, id }: { kind: string; id: string }) {
    const t = texts();
    const fields = useFields();
    const gate = useGate();
    const loaded = useLoad<RecordData>(gate ? '' : recordKey(kind, id), (signal) => readRecord(kind, id, signal));
    const info = fields.data?.kinds.find((each) => each.kind === kind);
    const title = info && loaded.data ? String(loaded.data.record[info.titleField]) : '';
    useTitle(title === '' ? t.edit : `${t.edit}: ${title}`);
    const fault = fields.fault ?? loaded.fault;
    return (
        <div class="wrap page form-page">
            {info && loaded.data && <Crumbs items={[{ text: say(info.plural), to: href('/', { kind }) }, { text: title, to: href(recordPath(kind, id)) }, { text: t.edit }]} />}
            <h1>{t.edit}{title !== '' && `: ${title}`}</h1>
            {gate ?? (fault ? <FaultNotice fault={fault} again={loaded.again} />
                : info && fields.data && loaded.data ? <RecordForm key={loaded.data.etag} kind={info} fields={fields.data} subject={loaded.data} /> : <Loading slow={loaded.slow} />)}
        </div>
    );
}
