// A field of any type, with everything below it: rows that can be added and taken away, groups of fields, and the route drawn while it is made.
import { useRef, useState } from 'preact/hooks';
import { type Field, say } from '../fields';
import { Icon } from '../parts';
import { type Step, RouteDrawing } from '../record/route';
import { isStated } from '../record/value';
import { texts } from '../texts';
import { type Body, at, newRow } from './body';
import { Checks, Scalar, choicesOf } from './controls';
import { type Form, Group, Labelled, type Place, describedBy, errorsAt, idOf } from './frame';
import { ReferenceControl } from './reference';

const most_checks = 16;

// What few sources say, by the field it is in: folded away until somebody asks for it, or something in it is filled in or wrong.
const seldom: Record<string, string[]> = {
    tariffs: ['hoursPerDay', 'proRata', 'maxMonthsPerYear', 'grossNet', 'note'],
    appliesTo: ['contractForms'],
    amount: ['min', 'max', 'currency', 'percentage', 'scale', 'scaleAmount'],
    steps: ['fundingSource', 'share', 'amount', 'timing'],
    sources: ['publisher', 'retrievedOn', 'quote', 'page'],
};

function Members({
    form,
    name,
    fields,
    pointer,
    values,
}: {
    form: Form;
    name: string;
    fields: Field[];
    pointer: string;
    values: Body;
}) {
    const draw = (list: Field[]) => (
        <div class="row-fields">
            {list.map((field) => (
                <FieldControl
                    key={field.name}
                    form={form}
                    field={field}
                    pointer={at(pointer, field.name)}
                    value={values[field.name]}
                />
            ))}
        </div>
    );
    const folded = fields.filter((field) => seldom[name]?.includes(field.name));
    const opened = useRef(false);
    opened.current ||= folded.some(
        (field) =>
            isStated(values[field.name]) ||
            form.errors.some((error) => error.location.startsWith(at(pointer, field.name))),
    );
    return (
        <>
            {draw(fields.filter((field) => !folded.includes(field)))}
            {folded.length > 0 && (
                <details class="seldom" open={opened.current}>
                    <summary>
                        {texts().moreToSay(folded.map((field) => say(field.label).toLowerCase()).join(', '))}
                    </summary>
                    {draw(folded)}
                </details>
            )}
        </>
    );
}

function Rows({ form, field, pointer, value }: Place) {
    const t = texts();
    const item = field.item;
    if (!item) return null;
    const rows = Array.isArray(value) ? (value as Body[]) : [];
    const remove = (index: number) => {
        const next = rows.filter((_, other) => other !== index);
        form.set(pointer, next.length > 0 ? next : undefined);
        document.getElementById(`${idOf(pointer)}-add`)?.focus();
    };
    const add = () => {
        form.set(pointer, [...rows, item.type === 'object' ? newRow(item, rows) : '']);
        requestAnimationFrame(() =>
            document.querySelector<HTMLElement>(`#${CSS.escape(idOf(at(pointer, rows.length)))}`)?.focus(),
        );
    };
    return (
        <Group form={form} field={field} pointer={pointer}>
            {rows.map((row, index) => (
                <fieldset key={index} class="row" id={idOf(at(pointer, index))} tabIndex={-1}>
                    <legend>{t.rowOf(say(field.label), index + 1)}</legend>
                    {item.type === 'object' ? (
                        <Members
                            form={form}
                            name={field.name}
                            fields={item.fields ?? []}
                            pointer={at(pointer, index)}
                            values={row}
                        />
                    ) : (
                        <FieldControl
                            form={form}
                            field={{ ...item, label: field.label ?? { nl: '', en: '' } }}
                            pointer={at(pointer, index)}
                            value={row}
                        />
                    )}
                    <button class="btn small" type="button" onClick={() => remove(index)}>
                        <Icon name="trash" />
                        {t.removeRow}
                        <span class="vh"> {t.rowOf(say(field.label), index + 1)}</span>
                    </button>
                </fieldset>
            ))}
            <button class="btn small" type="button" id={`${idOf(pointer)}-add`} onClick={add}>
                <Icon name="plus" />
                {t.addRow(say(field.label))}
            </button>
        </Group>
    );
}

// A few words, one a line: names, places.
function LinesOfText({ form, field, pointer, value }: Place) {
    const [typed, setTyped] = useState<string>();
    const lines = typed ?? (Array.isArray(value) ? (value as string[]).join('\n') : '');
    const read = (typed: string) =>
        typed.trim() === ''
            ? undefined
            : typed
                  .split('\n')
                  .map((line) => line.trim())
                  .filter((line) => line !== '');
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <p class="hint">{texts().oneALine}</p>
            <textarea
                class="field"
                id={idOf(pointer)}
                rows={3}
                value={lines}
                aria-invalid={errorsAt(form, pointer).length > 0}
                aria-describedby={describedBy(form, field, pointer)}
                onInput={(event) => {
                    setTyped(event.currentTarget.value);
                    form.set(pointer, read(event.currentTarget.value));
                }}
                onBlur={() => setTyped(undefined)}
            />
        </Labelled>
    );
}

function ListControl(place: Place) {
    const { form, field } = place;
    const item = field.item;
    if (item?.type === 'code') {
        const choices = choicesOf(form.fields, item);
        if (choices.length <= most_checks) return <Checks {...place} choices={choices} />;
    }
    if (
        item?.type === 'integer' &&
        item.minimum !== undefined &&
        item.maximum !== undefined &&
        item.maximum - item.minimum < most_checks
    ) {
        const numbers = Array.from({ length: item.maximum - item.minimum + 1 }, (_, index) =>
            String((item.minimum ?? 0) + index),
        );
        return <Checks {...place} choices={numbers.map((value) => ({ value, label: value }))} read={Number} />;
    }
    if (item?.type === 'string' || item?.type === 'text') return <LinesOfText {...place} />;
    return <Rows {...place} />;
}

function ObjectControl(place: Place) {
    const { form, field, pointer, value } = place;
    const members = (value ?? {}) as Body;
    const steps = field.name === 'paymentRoute' ? (members['steps'] as Step[] | undefined) : undefined;
    return (
        <Group form={form} field={field} pointer={pointer}>
            <Members form={form} name={field.name} fields={field.fields ?? []} pointer={pointer} values={members} />
            {steps && steps.length > 0 && (
                <figure class="live">
                    <figcaption class="label">{texts().routeSoFar}</figcaption>
                    <RouteDrawing steps={steps} fields={form.fields} title={(id) => form.titles.get(id)} />
                </figure>
            )}
        </Group>
    );
}

export function FieldControl(place: Place) {
    switch (place.field.type) {
        case 'list':
            return <ListControl {...place} />;
        case 'object':
            return <ObjectControl {...place} />;
        case 'reference':
            return <ReferenceControl {...place} />;
        default:
            return <Scalar {...place} />;
    }
}
