// The regulations that followed each other: from when until when, what each paid, and what changed from one to the next.
import { href, language } from '../address';
import { type Schemas, call } from '../api';
import { say } from '../fields';
import { day, money } from '../format';
import { recordPath } from '../kinds';
import { useLoad } from '../load';
import { Tag } from '../parts';
import { texts } from '../texts';

type Series = Schemas['RegulationSeries'];
type Item = Series['items'][number];
type Change = Item['previous'][number]['changes'][number];

function period(item: Item): string {
    const t = texts();
    if (item.validFrom && item.validUntil) return `${day(item.validFrom)} – ${day(item.validUntil)}`;
    if (item.validFrom) return t.since(day(item.validFrom));
    return item.validUntil ? t.endsOn(day(item.validUntil)) : t.periodNotStated;
}

function changeText(change: Change): string {
    const t = texts();
    const written = (amount: string | undefined) => (amount === undefined ? t.notStated : money(amount));
    return `${say(change.audience)}: ${written(change.from)} → ${written(change.to)}`;
}

function Regulation({ item, here }: { item: Item; here: boolean }) {
    const t = texts();
    return (
        <li class={here ? 'chosen' : ''}>
            <strong>{period(item)}</strong>
            {here ? <span aria-current="page">{item.record.title}</span> : <a href={href(recordPath(item.record.kind, item.record.id))}>{item.record.title}</a>}
            {item.inForce && <span><Tag kind="ok">{t.inForce}</Tag></span>}
            {item.previous.map((before) => (
                <span key={before.id} class="hint">{say(before.label)}{before.daysBetween !== undefined && before.daysBetween !== 0 && ` · ${t.daysBetween(before.daysBetween)}`}</span>
            ))}
            <ul class="dots">{item.previous.flatMap((before) => before.changes).map((change, at) => <li key={at}>{changeText(change)}</li>)}</ul>
        </li>
    );
}

export function SeriesPanel({ id }: { id: string }) {
    const t = texts();
    const path = `/v1/stagevergoedingen/${id}/series`;
    const loaded = useLoad<Series>(`${path} ${language()}`, async (signal) => (await call<Series>(path, { signal })).body);
    if (!loaded.data || loaded.data.items.length < 2) return null;
    return (
        <section class="panel" aria-labelledby="p-series"><h2 id="p-series">{t.series}</h2>
            <p class="hint">{t.comparableHelp}</p>
            <ol class="revisions">{loaded.data.items.map((item) => <Regulation key={item.record.id} item={item} here={item.record.id === id} />)}</ol>
            {loaded.data.warnings.map((warning) => <p key={warning.code} class="note">{say(warning.text)}</p>)}
        </section>
    );
}
