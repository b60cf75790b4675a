// Adding and editing: one column of questions made from the schema of the kind. Nothing is judged here that the service judges: it answers with
// every problem at once, and each is shown at the top with a link and again beside its field.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { href, language, navigate } from '../address';
import { type Fault, type Row, asFault, call } from '../api';
import { type Field, type Fields, type KindInfo, say } from '../fields';
import { moment } from '../format';
import { collections, recordPath } from '../kinds';
import { forget } from '../load';
import { say_once } from '../notices';
import { FaultNotice, Icon } from '../parts';
import { sessionEnded } from '../session';
import { texts } from '../texts';
import { type Body, authored, cleaned, put, same, started, withoutUntouched } from './body';
import { Conflict } from './conflict';
import { Delete } from './delete';
import { dropDraft, findDraft, keepDraft } from './draft';
import { FieldControl } from './field';
import { type Errors, type Form, idOf } from './frame';

export interface Subject { record: Row; etag: string }

const about_the_record = ['slug', 'status', 'visibility', 'ownerId', 'asOf', 'lastCheckedOn'];

// What people come to enter comes before all that may be said as well: these fields first, and these lists straight after them.
const first: Record<string, string[]> = { stagevergoeding: ['title', 'direction', 'holderId', 'validFrom', 'validUntil'] };
const core: Record<string, string[]> = { stagevergoeding: ['tariffs', 'paymentRoute'], agreement: ['parties'], partnership: ['regions'] };

interface Section { name: 'main' | 'core' | 'more' | 'sources' | 'record'; fields: Field[] }

// Then what else there is: short answers before lists; then sources, then what is about the record itself.
function sections(kind: KindInfo): Section[] {
    const own = kind.fields.filter((field) => !about_the_record.includes(field.name) && field.name !== 'sources');
    const isLarge = (field: Field) => field.name === 'note' || field.type === 'object' || (field.type === 'list' && field.item?.type === 'object');
    const isCore = (field: Field) => core[kind.kind]?.includes(field.name) ?? false;
    const isMain = (field: Field) => !isCore(field) && (first[kind.kind]?.includes(field.name) ?? !isLarge(field));
    const rest = own.filter((field) => !isMain(field) && !isCore(field));
    const all: Section[] = [
        { name: 'main', fields: own.filter(isMain) },
        { name: 'core', fields: own.filter(isCore) },
        { name: 'more', fields: [...rest.filter((field) => !isLarge(field)), ...rest.filter(isLarge)] },
        { name: 'sources', fields: kind.fields.filter((field) => field.name === 'sources') },
        { name: 'record', fields: kind.fields.filter((field) => about_the_record.includes(field.name)) },
    ];
    return all.filter((section) => section.fields.length > 0);
}

// The control that a problem is about, or the nearest around it that is there.
function controlOf(location: string): HTMLElement | undefined {
    for (let pointer = location; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
        const found = document.getElementById(idOf(pointer));
        if (found) return found;
    }
    return undefined;
}

function ErrorSummary({ errors }: { errors: Errors }) {
    const t = texts();
    const box = useRef<HTMLElement>(null);
    useEffect(() => box.current?.focus(), [errors]);
    const go = (event: Event, location: string) => {
        event.preventDefault();
        const control = controlOf(location);
        control?.scrollIntoView({ block: 'center' });
        control?.focus({ preventScroll: true });
    };
    return (
        <section class="notice error" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary">
            <h2 id="error-summary"><Icon name="alert" />{t.errorCount(errors.length)}</h2>
            <ul class="dots">{errors.map((error) => (
                <li key={error.location + error.code}><a href={`#${idOf(error.location)}`} onClick={(event) => go(event, error.location)}>{language() === 'nl' ? error.detailNl : error.detail}</a></li>
            ))}</ul>
        </section>
    );
}

const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

interface Props { kind: KindInfo; fields: Fields; subject: Subject | undefined }

// The state of the form: what is filled in, what was loaded, and the draft kept beside it.
function useBody({ kind, subject }: Props) {
    const id = subject?.record.id ?? 'new';
    const loaded = useMemo(() => (subject ? authored(kind, subject.record) : started(kind, core[kind.kind] ?? [])), [kind, subject]);
    const draft = useMemo(() => findDraft(kind.kind, id), [kind, id]);
    const [body, setBody] = useState<Body>(draft?.body ?? loaded);
    const [etag, setEtag] = useState(draft?.etag ?? subject?.etag ?? '');
    const [taken, setTaken] = useState(draft);
    const change = (next: Body) => {
        setBody(next);
        keepDraft(kind.kind, id, { body: next, etag, at: new Date().toISOString() });
    };
    const startAnew = () => { dropDraft(kind.kind, id); setBody(loaded); setEtag(subject?.etag ?? ''); setTaken(undefined); };
    return { id, body, loaded, etag, setEtag, change, startAnew, draftOf: taken && !same(taken.body, loaded) ? taken : undefined };
}

export function RecordForm(props: Props) {
    const { kind, fields, subject } = props;
    const t = texts();
    const state = useBody(props);
    const [errors, setErrors] = useState<Errors>([]);
    const [fault, setFault] = useState<Fault>();
    const [newer, setNewer] = useState<Subject>();
    const [saving, setSaving] = useState(false);
    const [why, setWhy] = useState('');
    const key = useMemo(newKey, []);
    const titles = useMemo(() => new Map((subject?.record.derived?.references ?? []).map((reference) => [reference.id ?? '', reference.title ?? ''])), [subject]);
    const latest = useRef(state.body);
    latest.current = state.body;
    const form: Form = { fields, errors, titles, set: (pointer, value) => { latest.current = put(latest.current, pointer, value) as Body; state.change(latest.current); } };
    const folder = `/v1/${collections[kind.kind]}`;

    const saved = ({ body }: { body: Row }) => {
        dropDraft(kind.kind, state.id);
        forget();
        say_once({ text: t.savedAs(body.revision), link: body.revision > 1 ? { text: t.whatChanged, path: `${recordPath(kind.kind, body.slug)}/geschiedenis` } : undefined });
        navigate(href(recordPath(kind.kind, body.slug)));
    };
    const refused = async (error: unknown) => {
        const found = asFault(error);
        if (found.status === 401) sessionEnded();
        setErrors(found.status === 400 ? found.problem?.errors ?? [] : []);
        setFault(found.status === 400 || found.status === 412 ? undefined : found);
        if (found.status === 412 && subject) {
            const { body, etag } = await call<Row>(`${folder}/${subject.record.id}`);
            setNewer({ record: body, etag });
        }
    };
    const save = (event: Event) => {
        event.preventDefault();
        const content = cleaned(withoutUntouched(kind.fields, latest.current)) ?? {};
        const note = why.trim() === '' ? '' : `?${new URLSearchParams({ changeNote: why.trim() }).toString()}`;
        setSaving(true);
        const sent = subject ? call<Row>(`${folder}/${subject.record.id}${note}`, { method: 'PUT', body: content, etag: state.etag })
            : call<Row>(folder, { method: 'POST', body: content, key });
        sent.then(saved, refused).catch(refused).finally(() => setSaving(false));
    };
    if (newer && subject) {
        return <Conflict kind={kind} fields={fields} base={authored(kind, subject.record)} mine={state.body} theirs={newer.record}
            done={(merged) => { state.change(merged); state.setEtag(newer.etag); setNewer(undefined); setErrors([]); }} />;
    }
    return (
        <>
            {state.draftOf && <section class="notice"><p>{t.draftFound(moment(state.draftOf.at))}</p><button class="btn small" type="button" onClick={state.startAnew}>{t.draftDrop}</button></section>}
            {errors.length > 0 && <ErrorSummary errors={errors} />}
            {fault && <FaultNotice fault={fault} />}
            <form class="form" onSubmit={save} noValidate aria-label={subject ? t.edit : say(kind.label)}>
                {sections(kind).map((section) => (
                    <section key={section.name} class="panel" aria-labelledby={`s-${section.name}`}>
                        <h2 id={`s-${section.name}`}>{t.formSections[section.name]}</h2>
                        {section.fields.map((field) => <FieldControl key={field.name} form={form} field={field} pointer={`/${field.name}`} value={state.body[field.name]} />)}
                    </section>
                ))}
                {subject && (
                    <div class="control"><label class="label" for="why">{t.why}</label><p class="hint" id="why-help">{t.whyHelp}</p>
                        <input class="field" id="why" value={why} maxLength={500} aria-describedby="why-help" onInput={(event) => setWhy(event.currentTarget.value)} /></div>
                )}
                <p class="actions">
                    <button class="btn primary" disabled={saving}>{saving ? t.saving : t.save}</button>
                    <a class="btn" href={href(subject ? recordPath(kind.kind, subject.record.slug) : '/toevoegen')}>{t.cancel}</a>
                    <span class="hint" role="status">{saving ? t.saving : t.draftKept}</span>
                </p>
            </form>
            {subject && <Delete kind={kind} subject={subject} />}
        </>
    );
}
