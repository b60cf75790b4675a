// Adding and editing: one column of questions made from the schema of the kind. Nothing is judged here that the service judges: it answers with
// every problem at once, and each is shown at the top with a link and again beside its field.
import { useMemo, useState } from 'preact/hooks';
import { href } from '../address';
import { say } from '../fields';
import { moment } from '../format';
import { recordPath } from '../kinds';
import { FaultNotice } from '../parts';
import { texts } from '../texts';
import { authored } from './body';
import { Conflict } from './conflict';
import { Delete } from './delete';
import { FieldControl } from './field';
import type { Form } from './frame';
import { sections } from './sections';
import { type FormProps, type Subject, useBody, useSaving } from './state';
import { ErrorSummary } from './summary';

// By id, of the records that the loaded record refers to.
const titlesOf = (subject: Subject | undefined): Map<string, string> =>
    new Map((subject?.record.derived?.references ?? []).map(({ id = '', title = '' }) => [id, title]));

function Why({ why, set }: { why: string; set: (why: string) => void }) {
    const t = texts();
    return (
        <div class="control">
            <label class="label" for="why">
                {t.why}
            </label>
            <p class="hint" id="why-help">
                {t.whyHelp}
            </p>
            <input
                class="field"
                id="why"
                value={why}
                maxLength={500}
                aria-describedby="why-help"
                onInput={(event) => set(event.currentTarget.value)}
            />
        </div>
    );
}

export function RecordForm(props: FormProps) {
    const { kind, fields, subject } = props;
    const t = texts();
    const state = useBody(props);
    const { errors, fault, newer, saving, save, merged } = useSaving(props, state);
    const [why, setWhy] = useState('');
    const titles = useMemo(() => titlesOf(subject), [subject]);
    const form: Form = { fields, errors, titles, set: state.set };
    const submit = (event: Event) => {
        event.preventDefault();
        save(why.trim());
    };
    if (newer && subject) {
        return (
            <Conflict
                kind={kind}
                fields={fields}
                base={authored(kind, subject.record)}
                mine={state.body}
                theirs={newer.record}
                done={merged}
            />
        );
    }
    return (
        <>
            {state.draftOf && (
                <section class="notice">
                    <p>{t.draftFound(moment(state.draftOf.at))}</p>
                    <button class="btn small" type="button" onClick={state.startAnew}>
                        {t.draftDrop}
                    </button>
                </section>
            )}
            {errors.length > 0 && <ErrorSummary kind={kind} errors={errors} />}
            {fault && <FaultNotice fault={fault} />}
            <form class="form" onSubmit={submit} noValidate aria-label={subject ? t.edit : say(kind.label)}>
                {sections(kind).map((section) => (
                    <section key={section.name} class="panel" aria-labelledby={`s-${section.name}`}>
                        <h2 id={`s-${section.name}`}>{t.formSections[section.name]}</h2>
                        {section.fields.map((field) => (
                            <FieldControl
                                key={field.name}
                                form={form}
                                field={field}
                                pointer={`/${field.name}`}
                                value={state.body[field.name]}
                            />
                        ))}
                    </section>
                ))}
                {subject && <Why why={why} set={setWhy} />}
                <p class="actions">
                    <button class="btn primary" disabled={saving}>
                        {saving ? t.saving : t.save}
                    </button>
                    <a class="btn" href={href(subject ? recordPath(kind.kind, subject.record.slug) : '/toevoegen')}>
                        {t.cancel}
                    </a>
                    <span class="hint" role="status">
                        {saving ? t.saving : t.draftKept}
                    </span>
                </p>
            </form>
            {subject && <Delete kind={kind} subject={subject} />}
        </>
    );
}
