// A field of any type, with everything below it: rows that can be added and taken away, groups of fields, and the route drawn while it is made.
import { useState } from 'preact/hooks';
import { say } from '../fields';
import { Icon } from '../parts';
import { type Step, RouteDrawing } from '../record/route';
import { texts } from '../texts';
import { type Body, at, newRow } from './body';
import { Checks, Scalar, choicesOf } from './controls';
import { Group, Labelled, type Place, describedBy, errorsAt, idOf } from './frame';
import { ReferenceControl } from './reference';

const most_checks = 16;

function Rows({ form, field, pointer, value }: Place) {
    const t = texts();
    const item = field.item;
    if (!item) return null;
    const rows = Array.isArray(value) ? value as Body[] : [];
    const remove = (index: number) => {
        const next = rows.filter((_, other) => other !== index);
        form.set(pointer, next.length > 0 ? next : undefined);
        document.getElementById(`${idOf(pointer)}-add`)?.focus();
    };
    const add = () => {
        form.set(pointer, [...rows, item.type === 'object' ? newRow(item, rows) : '']);
        requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${CSS.escape(idOf(at(pointer, rows.length)))}`)?.focus());
    };
    return (
        <Group form={form} field={field} pointer={pointer}>
            {rows.map((row, index) => (
                <fieldset key={index} class="row" id={idOf(at(pointer, index))} tabIndex={-1}>
                    <legend>{t.rowOf(say(field.label), index + 1)}</legend>
                    <div class="row-fields">
                        {item.type === 'object' ? (item.fields ?? []).map((member) => (
                            <FieldControl key={member.name} form={form} field={member} pointer={at(at(pointer, index), member.name)} value={row[member.name]} />
                        )) : <FieldControl form={form} field={{ ...item, label: field.label ?? { nl: '', en: '' } }} pointer={at(pointer, index)} value={row} />}
                    </div>
                    <button class="btn small" type="button" onClick={() => remove(index)}><Icon name="trash" />{t.removeRow}<span class="vh"> {t.rowOf(say(field.label), index + 1)}</span></button>
                </fieldset>
            ))}
            <button class="btn small" type="button" id={`${idOf(pointer)}-add`} onClick={add}><Icon name="plus" />{t.addRow(say(field.label))}</button>
        </Group>
    );
}

// A few words, one a line: names, places.
function LinesOfText({ form, field, pointer, value }: Place) {
    const [typed, setTyped] = useState<string>();
    const lines = typed ?? (Array.isArray(value) ? (value as string[]).join('\n') : '');
    const read = (typed: string) => (typed.trim() === '' ? undefined : typed.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <p class="hint">{texts().oneALine}</p>
            <textarea class="field" id={idOf(pointer)} rows={3} value={lines} aria-invalid={errorsAt(form, pointer).length > 0} aria-describedby={describedBy(form, field, pointer)}
                onInput={(event) => { setTyped(event.currentTarget.value); form.set(pointer, read(event.currentTarget.value)); }} onBlur={() => setTyped(undefined)} />
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
    if (item?.type === 'integer' && item.minimum !== undefined && item.maximum !== undefined && item.maximum - item.minimum < most_checks) {
        const numbers = Array.from({ length: item.maximum - item.minimum + 1 }, (_, index) => String((item.minimum ?? 0) + index));
        return <Checks {...place} choices={numbers.map((value) => ({ value, label: value }))} read={Number} />;
    }
    if (item?.type === 'string' || item?.type === 'text') return <LinesOfText {...place} />;
    return <Rows {...place} />;
}

function ObjectControl(place: Place) {
    const { form, field, pointer, value } = place;
    const members = (value ?? {}) as Body;
    const steps = field.name === 'paymentRoute' ? members['steps'] as Step[] | undefined : undefined;
    return (
        <Group form={form} field={field} pointer={pointer}>
            <div class="row-fields">{(field.fields ?? []).map((member) => <FieldControl key={member.name} form={form} field={member} pointer={at(pointer, member.name)} value={members[member.name]} />)}</div>
            {steps && steps.length > 0 && (
                <figure class="live"><figcaption class="label">{texts().routeSoFar}</figcaption><RouteDrawing steps={steps} fields={form.fields} title={(id) => form.titles.get(id)} /></figure>
            )}
        </Group>
    );
}

export function FieldControl(place: Place) {
    switch (place.field.type) {
        case 'list': return <ListControl {...place} />;
        case 'object': return <ObjectControl {...place} />;
        case 'reference': return <ReferenceControl {...place} />;
        default: return <Scalar {...place} />;
    }
}
