// Somebody else saved the same record meanwhile: both versions side by side, field by field. What only one of the two changed is chosen already.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../api';
import { type Fields, type KindInfo, say } from '../fields';
import { moment } from '../format';
import { Icon } from '../parts';
import { type Context, Value, isStated } from '../record/value';
import { texts } from '../texts';
import { type Body, authored, cleaned, same } from './body';

type Side = 'mine' | 'theirs';

interface Props {
    kind: KindInfo;
    fields: Fields;
    base: Body;
    mine: Body;
    theirs: Row;
    done(merged: Body): void;
}

export function Conflict({ kind, fields, base, mine, theirs, done }: Props) {
    const t = texts();
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    const other = authored(kind, theirs);
    const own = (cleaned(mine) ?? {}) as Body;
    const differing = kind.fields.filter((field) => !same(own[field.name], other[field.name]));
    const proposed = (name: string): Side => (same(own[name], base[name]) ? 'theirs' : 'mine');
    const [chosen, setChosen] = useState<Record<string, Side>>(
        Object.fromEntries(differing.map((field) => [field.name, proposed(field.name)])),
    );
    const context: Context = { fields, record: theirs };
    const merge = () =>
        done(
            Object.fromEntries(
                kind.fields
                    .map(
                        (field) =>
                            [field.name, chosen[field.name] === 'mine' ? own[field.name] : other[field.name]] as const,
                    )
                    .filter(([, value]) => value !== undefined),
            ),
        );
    const option = (
        name: string,
        label: string,
        side: Side,
        value: unknown,
        field: Props['kind']['fields'][number],
    ) => (
        <label class="side-choice">
            <span class="check">
                <input
                    type="radio"
                    name={name}
                    checked={chosen[name] === side}
                    onChange={() => setChosen({ ...chosen, [name]: side })}
                />
                <strong>{side === 'mine' ? t.mine : t.theirs}</strong>
                <span class="vh"> {label}</span>
            </span>
            <span>
                {isStated(value) ? (
                    <Value field={field} value={value} context={context} />
                ) : (
                    <span class="mut">{t.notStated}</span>
                )}
            </span>
        </label>
    );
    return (
        <section class="conflict">
            <div class="notice warn">
                <h2 tabIndex={-1} ref={heading}>
                    <Icon name="alert" />
                    {t.conflict}
                </h2>
                <p>{t.conflictHelp(theirs.updatedBy, moment(theirs.updatedAt))}</p>
            </div>
            {differing.map((field) => (
                <fieldset key={field.name} class="panel">
                    <legend class="label">{say(field.label)}</legend>
                    <div class="two">
                        {option(field.name, say(field.label), 'mine', own[field.name], field)}
                        {option(field.name, say(field.label), 'theirs', other[field.name], field)}
                    </div>
                </fieldset>
            ))}
            <p class="actions">
                <button class="btn primary" type="button" onClick={merge}>
                    {t.merge}
                </button>
            </p>
        </section>
    );
}
