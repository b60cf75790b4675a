// What a form holds while somebody fills it in, and what happens when it is sent.
import { useMemo, useRef, useState } from 'preact/hooks';
import { href, navigate } from '../address';
import { type Fault, type Row, asFault, call } from '../api';
import type { Fields, KindInfo } from '../fields';
import { collections, recordPath } from '../kinds';
import { forget } from '../load';
import { say_once } from '../notices';
import { sessionEnded } from '../session';
import { texts } from '../texts';
import { type Body, authored, cleaned, put, same, started, withoutUntouched } from './body';
import { dropDraft, findDraft, keepDraft } from './draft';
import type { Errors } from './frame';
import { core } from './sections';

// The record that is edited, as it was read.
export interface Subject {
    record: Row;
    etag: string;
}

export interface FormProps {
    kind: KindInfo;
    fields: Fields;
    subject: Subject | undefined;
}

// What is filled in, what was loaded, and the draft kept beside it.
export function useBody({ kind, subject }: FormProps) {
    const id = subject?.record.id ?? 'new';
    const loaded = useMemo(
        () => (subject ? authored(kind, subject.record) : started(kind, core[kind.kind] ?? [])),
        [kind, subject],
    );
    const draft = useMemo(() => findDraft(kind.kind, id), [kind, id]);
    const [body, setBody] = useState<Body>(draft?.body ?? loaded);
    const [etag, setEtag] = useState(draft?.etag ?? subject?.etag ?? '');
    const [taken, setTaken] = useState(draft);
    const change = (next: Body) => {
        setBody(next);
        keepDraft(kind.kind, id, { body: next, etag, at: new Date().toISOString() });
    };
    const startAnew = () => {
        dropDraft(kind.kind, id);
        setBody(loaded);
        setEtag(subject?.etag ?? '');
        setTaken(undefined);
    };
    // Several changes may come before the next drawing: each starts from the latest.
    const latest = useRef(body);
    latest.current = body;
    const set = (pointer: string, value: unknown) => {
        latest.current = put(latest.current, pointer, value) as Body;
        change(latest.current);
    };
    return {
        id,
        body,
        latest,
        etag,
        setEtag,
        set,
        change,
        startAnew,
        draftOf: taken && !same(taken.body, loaded) ? taken : undefined,
    };
}

export type BodyState = ReturnType<typeof useBody>;

const newKey = (): string =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

// Sends what is filled in. `errors`: what is wrong with it; `newer`: what somebody else saved meanwhile; `fault`: what went wrong otherwise.
export function useSaving({ kind, subject }: FormProps, state: BodyState) {
    const [errors, setErrors] = useState<Errors>([]);
    const [fault, setFault] = useState<Fault>();
    const [newer, setNewer] = useState<Subject>();
    const [saving, setSaving] = useState(false);
    const key = useMemo(newKey, []);
    const folder = `/v1/${collections[kind.kind]}`;

    const saved = ({ body }: { body: Row }) => {
        const t = texts();
        const path = recordPath(kind.kind, body.slug);
        dropDraft(kind.kind, state.id);
        forget();
        say_once({
            text: t.savedAs(body.revision),
            link: body.revision > 1 ? { text: t.whatChanged, path: `${path}/geschiedenis` } : undefined,
        });
        navigate(href(path));
    };
    const refused = async (error: unknown) => {
        const found = asFault(error);
        if (found.status === 401) sessionEnded();
        setErrors(found.status === 400 ? (found.problem?.errors ?? []) : []);
        setFault(found.status === 400 || found.status === 412 ? undefined : found);
        if (found.status === 412 && subject) {
            const { body, etag } = await call<Row>(`${folder}/${subject.record.id}`);
            setNewer({ record: body, etag });
        }
    };
    const save = (why: string) => {
        const content = cleaned(withoutUntouched(kind.fields, state.latest.current)) ?? {};
        const note = why === '' ? '' : `?${new URLSearchParams({ changeNote: why }).toString()}`;
        setSaving(true);
        const sent = subject
            ? call<Row>(`${folder}/${subject.record.id}${note}`, { method: 'PUT', body: content, etag: state.etag })
            : call<Row>(folder, { method: 'POST', body: content, key });
        sent.then(saved, refused)
            .catch(refused)
            .finally(() => setSaving(false));
    };
    const merged = (body: Body) => {
        state.change(body);
        if (newer) state.setEtag(newer.etag);
        setNewer(undefined);
        setErrors([]);
    };
    return { errors, fault, newer, saving, save, merged };
}
