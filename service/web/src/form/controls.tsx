// One control for each type of field.
import { useState } from 'preact/hooks';
import { language } from '../address';
import { type Field, type Fields, say, termsOf } from '../fields';
import { texts } from '../texts';
import { Group, Labelled, type Place, describedBy, errorsAt, idOf } from './frame';

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function attributes({ form, field, pointer }: Place) {
    return { id: idOf(pointer), 'aria-invalid': errorsAt(form, pointer).length > 0, 'aria-describedby': describedBy(form, field, pointer), 'aria-required': field.required };
}

// "1.250,5" and "€ 180" as the service wants them: "1250.50", "180.00". What is no amount stays as typed: the service says what is wrong.
export function readMoney(typed: string): string {
    const plain = typed.replace(/^€\s*/, '').replace(/\s/g, '').replace(/,-$/, '');
    const dutch = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(plain) ? plain.replaceAll('.', '') : plain;
    const found = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(dutch);
    return found ? `${found[1]?.replace(/^0+(?=\d)/, '')}.${(found[2] ?? '').padEnd(2, '0')}` : typed;
}

const showMoney = (value: unknown): string => (language() === 'nl' ? text(value).replace(/^(\d+)\.(\d\d)$/, '$1,$2') : text(value)).replace(/[.,]00$/, '');

function readNumber(typed: string): unknown {
    if (typed.trim() === '') return undefined;
    const number = Number(typed.replace(',', '.'));
    return Number.isNaN(number) ? typed : number;
}

interface Line { type?: string; mode?: 'decimal' | 'numeric' | 'url' | 'email'; short?: boolean; show?: (value: unknown) => string; read?: (typed: string) => unknown }

// While somebody types their own text stands there; afterwards what was made of it.
function OneLine(place: Place & Line) {
    const { form, field, pointer, value, type = 'text', mode, short, show = text, read = (typed: string) => typed } = place;
    const [typed, setTyped] = useState<string>();
    const onInput = (event: { currentTarget: HTMLInputElement }) => { setTyped(event.currentTarget.value); form.set(pointer, read(event.currentTarget.value)); };
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <input class={`field ${short ? 'short' : ''}`} type={type} inputMode={mode} {...attributes(place)} value={typed ?? show(value)} autocomplete="off"
                onInput={onInput} onBlur={() => setTyped(undefined)} />
        </Labelled>
    );
}

function Lines(place: Place & { rows: number }) {
    const { form, field, pointer, value, rows } = place;
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <textarea class="field" rows={rows} {...attributes(place)} value={text(value)} onInput={(event) => form.set(pointer, event.currentTarget.value)} />
        </Labelled>
    );
}

export interface Choice { value: string; label: string }

export const choicesOf = (fields: Fields, field: Field): Choice[] =>
    (field.vocabulary ? termsOf(fields, field.vocabulary).map((term) => ({ value: term.code, label: say(term.label) })) : (field.choices ?? []).map((value) => ({ value, label: value })));

// The first choice is that nothing is stated: leaving a question open is an answer too.
function Select(place: Place & { choices: Choice[]; read?: (chosen: string) => unknown }) {
    const { form, field, pointer, value, choices, read = (chosen) => chosen } = place;
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <select class="field" {...attributes(place)} value={text(value ?? field.default)}
                onChange={(event) => form.set(pointer, event.currentTarget.value === '' ? undefined : read(event.currentTarget.value))}>
                {field.default === undefined && <option value="">{field.required ? texts().choose : texts().notStatedChoice}</option>}
                {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
            </select>
        </Labelled>
    );
}

export function Checks({ form, field, pointer, value, choices, read = (chosen) => chosen }: Place & { choices: Choice[]; read?: (chosen: string) => unknown }) {
    const chosen = Array.isArray(value) ? value as unknown[] : [];
    const toggle = (choice: unknown, on: boolean) => {
        const next = on ? [...chosen, choice] : chosen.filter((other) => other !== choice);
        form.set(pointer, next.length > 0 ? next : undefined);
    };
    return (
        <Group form={form} field={field} pointer={pointer}>
            <div class="checks">{choices.map((choice) => (
                <label key={choice.value} class="check">
                    <input type="checkbox" checked={chosen.includes(read(choice.value))} onChange={(event) => toggle(read(choice.value), event.currentTarget.checked)} />
                    <span>{choice.label}</span>
                </label>
            ))}</div>
        </Group>
    );
}

export function Scalar(place: Place) {
    const t = texts();
    const { form, field } = place;
    switch (field.type) {
        case 'code': case 'choice': return <Select {...place} choices={choicesOf(form.fields, field)} />;
        case 'boolean': return <Select {...place} choices={[{ value: 'true', label: t.yes }, { value: 'false', label: t.no }]} read={(chosen) => chosen === 'true'} />;
        case 'money': return <OneLine {...place} mode="decimal" short show={showMoney} read={(typed) => (typed.trim() === '' ? undefined : readMoney(typed))} />;
        case 'number': return <OneLine {...place} mode="decimal" short read={readNumber} />;
        case 'integer': return <OneLine {...place} mode="numeric" short read={readNumber} />;
        case 'date': return <OneLine {...place} type="date" short />;
        case 'schoolYear': return <OneLine {...place} short />;
        case 'url': return <OneLine {...place} mode="url" />;
        case 'email': return <OneLine {...place} mode="email" />;
        case 'text': return <Lines {...place} rows={3} />;
        case 'markdown': return <Lines {...place} rows={10} />;
        default: return <OneLine {...place} />;
    }
}
