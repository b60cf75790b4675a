// The search box with suggestions while typing: an ARIA combobox with a list (WAI-ARIA APG). Without a choice it just searches.
import { useEffect, useRef, useState } from 'preact/hooks';
import { href, navigate } from '../address';
import { type Schemas, call } from '../api';
import { kindName, recordPath } from '../kinds';
import { Icon } from '../parts';
import { texts } from '../texts';
import { type Query, withOnly } from './question';

type Suggestion = Schemas['SuggestionList']['items'][number];

const pause = 120; // ms of not typing before asking

function useSuggestions(text: string, wanted: boolean): Suggestion[] {
    const [found, setFound] = useState<Suggestion[]>([]);
    useEffect(() => {
        if (!wanted || text.trim().length < 2) {
            setFound([]);
            return undefined;
        }
        const aborting = new AbortController();
        const timer = setTimeout(() => {
            call<Schemas['SuggestionList']>(`/v1/suggest?${new URLSearchParams({ q: text }).toString()}`, {
                signal: aborting.signal,
            }).then(
                (answer) => setFound(answer.body.items),
                () => setFound([]),
            );
        }, pause);
        return () => {
            clearTimeout(timer);
            aborting.abort();
        };
    }, [text, wanted]);
    return found;
}

export function SearchBox({ query, start }: { query: Query; start: boolean }) {
    const t = texts();
    const asked = query.get('q') ?? '';
    const [text, setText] = useState(asked);
    const [typing, setTyping] = useState(false);
    const [active, setActive] = useState(-1);
    const form = useRef<HTMLFormElement>(null);
    useEffect(() => {
        setText(asked);
        setTyping(false);
    }, [query]);
    const suggestions = useSuggestions(text, typing);
    const open = typing && suggestions.length > 0;
    useEffect(() => setActive(-1), [suggestions]);

    const search = (words: string) => {
        setTyping(false);
        navigate(start ? href('/', { q: words.trim() }) : withOnly(query, 'q', words.trim()));
    };
    const choose = (suggestion: Suggestion) => {
        setTyping(false);
        if (suggestion.kind && suggestion.id) navigate(href(recordPath(suggestion.kind, suggestion.id)));
        else search(suggestion.text);
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'Escape' && open) {
            event.preventDefault(); // a search field would be emptied
            setTyping(false);
        }
        if (!open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive(((active + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1);
    };
    const submit = (event: Event) => {
        event.preventDefault();
        const chosen = suggestions[active];
        if (open && chosen) choose(chosen);
        else search(text);
    };
    const leave = (event: FocusEvent) => {
        if (!(event.relatedTarget instanceof Node) || !form.current?.contains(event.relatedTarget)) setTyping(false);
    };
    return (
        <div class={`searchband ${start ? 'start' : ''}`}>
            <div class="wrap">
                <h1>
                    <label for="q">{start ? t.startTitle : t.searchTitle}</label>
                </h1>
                <form class="search" role="search" action="/" ref={form} onSubmit={submit} onFocusOut={leave}>
                    <div class="inp">
                        <Icon name="search" />
                        <input
                            class="field"
                            id="q"
                            name="q"
                            type="search"
                            value={text}
                            autocomplete="off"
                            maxLength={1000}
                            role="combobox"
                            aria-expanded={open}
                            aria-controls="suggestions"
                            aria-autocomplete="list"
                            aria-describedby="q-hint"
                            aria-activedescendant={open && active >= 0 ? `suggestion-${active}` : undefined}
                            onKeyDown={onKeyDown}
                            onInput={(event) => {
                                setText(event.currentTarget.value);
                                setTyping(true);
                            }}
                        />
                        <ul
                            class="suggestions"
                            id="suggestions"
                            role="listbox"
                            aria-label={t.suggestions}
                            hidden={!open}
                        >
                            {suggestions.map((suggestion, index) => (
                                <li
                                    key={suggestion.id ?? suggestion.text}
                                    id={`suggestion-${index}`}
                                    role="option"
                                    aria-selected={index === active}
                                    onPointerDown={(event) => {
                                        event.preventDefault();
                                        choose(suggestion);
                                    }}
                                >
                                    <span>{suggestion.text}</span>
                                    {suggestion.kind && <span class="tag">{kindName(suggestion.kind)}</span>}
                                </li>
                            ))}
                        </ul>
                    </div>
                    <button class="btn primary">{t.search}</button>
                </form>
                <p class="hint" id="q-hint">
                    {t.searchTip}
                </p>
            </div>
        </div>
    );
}
