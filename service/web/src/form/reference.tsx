// Pointing to another record: type a few letters, choose from what is found. The same combobox as the search box.
import { useEffect, useState } from 'preact/hooks';
import { type SearchPage, call } from '../api';
import { Icon } from '../parts';
import { texts } from '../texts';
import { Labelled, type Place, describedBy, errorsAt, idOf } from './frame';

type Found = SearchPage['items'][number];

// undefined while the answer is on its way.
function useFound(text: string, kinds: string[]): Found[] | undefined {
    const [found, setFound] = useState<Found[] | undefined>([]);
    useEffect(() => {
        if (text.trim().length < 2) {
            setFound([]);
            return undefined;
        }
        setFound(undefined);
        const aborting = new AbortController();
        const query = new URLSearchParams([['q', text], ...kinds.map((kind) => ['kind', kind])]);
        const timer = setTimeout(() => {
            call<SearchPage>(`/v1/search?${query.toString()}`, { signal: aborting.signal }).then(({ body }) => setFound(body.items.slice(0, 8)), () => { if (!aborting.signal.aborted) setFound([]); });
        }, 150);
        return () => { clearTimeout(timer); aborting.abort(); };
    }, [text]);
    return found;
}

function Chosen(place: Place) {
    const t = texts();
    const { form, field, pointer, value } = place;
    const title = form.titles.get(String(value)) ?? String(value);
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <div class="chosen-record">
                <input class="field" id={idOf(pointer)} readOnly value={title} aria-describedby={describedBy(form, field, pointer)} aria-invalid={errorsAt(form, pointer).length > 0} />
                <button class="btn" type="button" onClick={() => form.set(pointer, undefined)}><Icon name="x" />{t.chooseOther}</button>
            </div>
        </Labelled>
    );
}

function Finding(place: Place) {
    const t = texts();
    const { form, field, pointer } = place;
    const id = idOf(pointer);
    const [text, setText] = useState('');
    const [active, setActive] = useState(-1);
    const answer = useFound(text, field.references ?? []);
    const found = answer ?? [];
    useEffect(() => setActive(-1), [answer]);
    const open = found.length > 0;
    const choose = (item: Found) => { form.titles.set(item.id, item.title); form.set(pointer, item.id); };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape') setText('');
        const chosen = found[active];
        if (event.key === 'Enter') {
            event.preventDefault();
            if (chosen) choose(chosen);
        }
        if (!open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
        event.preventDefault();
        setActive((active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + found.length + 1) % (found.length + 1) - 1);
    };
    return (
        <Labelled form={form} field={field} pointer={pointer}>
            <div class="inp">
                <input class="field" id={id} type="text" role="combobox" autocomplete="off" value={text} aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list"
                    aria-invalid={errorsAt(form, pointer).length > 0} aria-describedby={describedBy(form, field, pointer)} aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
                    onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
                <ul class="suggestions" id={`${id}-list`} role="listbox" aria-label={t.suggestions} hidden={!open}>
                    {found.map((item, index) => (
                        <li key={item.id} id={`${id}-${index}`} role="option" aria-selected={index === active} onPointerDown={(event) => { event.preventDefault(); choose(item); }}>
                            <span>{item.title}</span><span class="tag">{t.kindNames[item.kind as keyof typeof t.kindNames]}</span>
                        </li>
                    ))}
                </ul>
            </div>
            {text.trim().length >= 2 && answer?.length === 0 && <p class="hint" role="status">{t.typeToFind}</p>}
        </Labelled>
    );
}

export const ReferenceControl = (place: Place) => (typeof place.value === 'string' && place.value !== '' ? <Chosen {...place} /> : <Finding {...place} />);
