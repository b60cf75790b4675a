// Every problem at once, each with a link to the control that it is about.
import { useEffect, useRef } from 'preact/hooks';
import { language } from '../address';
import { type KindInfo, say } from '../fields';
import { Icon } from '../parts';
import { texts } from '../texts';
import { type Errors, idOf } from './frame';

// The control that a problem is about, or the nearest around it that is there.
function controlOf(location: string): HTMLElement | undefined {
    for (let pointer = location; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
        const found = document.getElementById(idOf(pointer));
        if (found) return found;
    }
    return undefined;
}

// "Bronnen 1: " of a problem at "/sources/0/title": the same field may be there many times.
function placeText(kind: KindInfo, location: string): string {
    const [, name, step] = location.split('/');
    const field = kind.fields.find((each) => each.name === name);
    return field && step !== undefined && /^\d+$/.test(step) ? `${say(field.label)} ${Number(step) + 1}: ` : '';
}

export function ErrorSummary({ kind, errors }: { kind: KindInfo; errors: Errors }) {
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
            <h2 id="error-summary">
                <Icon name="alert" />
                {t.errorCount(errors.length)}
            </h2>
            <ul class="dots">
                {errors.map((error) => (
                    <li key={error.location + error.code}>
                        <a href={`#${idOf(error.location)}`} onClick={(event) => go(event, error.location)}>
                            {placeText(kind, error.location)}
                            {language() === 'nl' ? error.detailNl : error.detail}
                        </a>
                    </li>
                ))}
            </ul>
        </section>
    );
}
