// The first thing somebody sees: what there is, and the questions people come with.
import { type Schemas, call } from '../api';
import { href } from '../address';
import { number } from '../format';
import { useLoad } from '../load';
import { Icon, type IconName } from '../parts';
import { texts } from '../texts';
import { SavedSearches } from './saved';

type Landing = Schemas['Landing'];

function Counts({ landing }: { landing: Landing | undefined }) {
    const t = texts();
    return (
        <section aria-labelledby="there-is">
            <h2 id="there-is">{t.whatThereIs}</h2>
            <ul class="counts">
                {t.kindOrder.map((kind) => {
                    const count = landing?.collections.find((collection) => collection.kind === kind)?.count;
                    return <li key={kind}><a href={href('/', { kind })}><span class="v num">{count === undefined ? '\u2007' : number(count)}</span><span>{t.kindPlurals[kind]}</span></a></li>;
                })}
            </ul>
        </section>
    );
}

export function Start() {
    const t = texts();
    const landing = useLoad<Landing>('/v1', async (signal) => (await call<Landing>('/v1', { signal })).body);
    return (
        <div class="wrap page">
            <SavedSearches />
            <section aria-labelledby="questions-people">
                <h2 id="questions-people">{t.startQuestions}</h2>
                <ul class="ways">
                    {t.ways.map((way) => (
                        <li key={way.title}><a href={href(way.path, way.query as Record<string, string>)}>
                            <Icon name={way.icon as IconName} /><strong>{way.title}</strong><span>{way.text}</span>
                        </a></li>
                    ))}
                </ul>
            </section>
            <Counts landing={landing.data} />
        </div>
    );
}
