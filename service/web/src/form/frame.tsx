// What every control of the form has around it: label above, help, error beside it, all tied together for who cannot see them.
import type { ComponentChildren } from 'preact';
import { language } from '../address';
import type { Problem } from '../api';
import { type Field, type Fields, say } from '../fields';
import { texts } from '../texts';

export type Errors = NonNullable<Problem['errors']>;

export interface Form {
    fields: Fields;
    errors: Errors;
    titles: Map<string, string>; // of records that references point to
    set(pointer: string, value: unknown): void;
}

export interface Place {
    form: Form;
    field: Field;
    pointer: string;
    value: unknown;
}

export const idOf = (pointer: string): string => `f${pointer.replaceAll('/', '-')}`;

export const errorsAt = (form: Form, pointer: string): string[] =>
    form.errors
        .filter((error) => error.location === pointer)
        .map((error) => (language() === 'nl' ? error.detailNl : error.detail));

// What a control needs to be told about; of an amount at least how it may be written.
const helpOf = (field: Field): string => say(field.help) || (field.type === 'money' ? texts().moneyHelp : '');

export function describedBy(form: Form, field: Field, pointer: string): string | undefined {
    const ids = [
        helpOf(field) && `${idOf(pointer)}-help`,
        errorsAt(form, pointer).length > 0 && `${idOf(pointer)}-error`,
    ].filter(Boolean);
    return ids.length > 0 ? ids.join(' ') : undefined;
}

export function Messages({ form, field, pointer }: { form: Form; field: Field; pointer: string }) {
    const errors = errorsAt(form, pointer);
    const help = helpOf(field);
    return (
        <>
            {help && (
                <p class="hint" id={`${idOf(pointer)}-help`}>
                    {help}
                </p>
            )}
            {errors.length > 0 && (
                <p class="fielderr" id={`${idOf(pointer)}-error`}>
                    {errors.join(' ')}
                </p>
            )}
        </>
    );
}

const labelOf = (field: Field) => (
    <>
        {say(field.label)}
        {field.required && <span class="needed"> ({texts().required})</span>}
    </>
);

export function Labelled({
    form,
    field,
    pointer,
    children,
}: {
    form: Form;
    field: Field;
    pointer: string;
    children: ComponentChildren;
}) {
    return (
        <div class={`control ${errorsAt(form, pointer).length > 0 ? 'wrong' : ''}`}>
            <label class="label" for={idOf(pointer)}>
                {labelOf(field)}
            </label>
            <Messages form={form} field={field} pointer={pointer} />
            {children}
        </div>
    );
}

// Several controls that answer one question.
export function Group({
    form,
    field,
    pointer,
    children,
}: {
    form: Form;
    field: Field;
    pointer: string;
    children: ComponentChildren;
}) {
    return (
        <fieldset
            class={`control group ${errorsAt(form, pointer).length > 0 ? 'wrong' : ''}`}
            id={idOf(pointer)}
            tabIndex={-1}
            aria-describedby={describedBy(form, field, pointer)}
        >
            <legend class="label">{labelOf(field)}</legend>
            <Messages form={form} field={field} pointer={pointer} />
            {children}
        </fieldset>
    );
}
