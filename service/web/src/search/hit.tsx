// One result: what it is, where the words are, and the facts that people compare.
import { href } from '../address';
import type { SearchPage } from '../api';
import { actorLabel, kindName, patternText, readPattern, recordPath } from '../kinds';
import { RouteLine } from '../parts';
import { money } from '../format';
import { PutAside } from './tray';

type Item = SearchPage['items'][number];
type Fragments = Item['snippet'];

const Marked = ({ fragments }: { fragments: Fragments }) => (
    <>{fragments.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</>
);

// A path of money is drawn; an amount is written as people write it; the rest is said as it came.
function FactValue({ value }: { value: string }) {
    const stops = value.includes(' > ') ? readPattern(value) : undefined;
    if (stops) return <RouteLine stops={stops.map((stop) => stop.map(actorLabel).join(' + '))} />;
    const amount = /^€ (\d+\.\d\d)$/.exec(value);
    return <>{amount?.[1] ? money(amount[1]) : patternText(value)}</>;
}

export function Hit({ item }: { item: Item }) {
    return (
        <article class="hit">
            <p class="hit-top">
                <span class="tag kind">{kindName(item.kind)}</span>
                <PutAside record={item} />
            </p>
            <h3>
                <a href={href(recordPath(item.kind, item.slug))}>
                    <Marked fragments={item.titleFragments} />
                </a>
            </h3>
            {item.snippet.length > 0 && (
                <p class="snip">
                    <Marked fragments={item.snippet} />
                </p>
            )}
            {item.facts.length > 0 && (
                <dl class="facts">
                    {item.facts.map((fact) => (
                        <div key={fact.label}>
                            <dt>{fact.label}</dt>
                            <dd>
                                <FactValue value={fact.value} />
                            </dd>
                        </div>
                    ))}
                </dl>
            )}
        </article>
    );
}
