// Where the money comes from: each scheme and year with what there is, for how many students, and how it is divided. What is not known is told so.
import { type Address, href, language } from '../address';
import { type Schemas } from '../api';
import { say } from '../fields';
import { money, number } from '../format';
import { recordPath } from '../kinds';
import { useRead } from '../load';
import { FaultNotice, Icon, Loading, Tag, useTitle } from '../parts';
import { texts } from '../texts';

type Insight = Schemas['FundingInsight'];
type Item = Insight['items'][number];
type Part = NonNullable<Item['divisions']>[number];

const range = (
    low: string | undefined,
    high: string | undefined,
    write: (text: string) => string,
): string | undefined => {
    const [from, until] = [low ?? high, high ?? low];
    return from === undefined || until === undefined
        ? undefined
        : from === until
          ? write(from)
          : `${write(from)} – ${write(until)}`;
};

const percent = (text: string): string => `${number(Number(text))}\u00a0%`;

const valueOf = (part: Part): string =>
    range(part.minPercent, part.maxPercent, percent) ?? range(part.min, part.max, money) ?? texts().notStated;

function Scheme({ item }: { item: Item }) {
    const t = texts();
    const year = item.schoolYear ?? (item.calendarYear === undefined ? t.yearNotStated : String(item.calendarYear));
    return (
        <article class="hit">
            <p class="hit-top">
                <Tag kind="kind">{year}</Tag>
                {item.scheme && <span class="hint">{item.scheme}</span>}
            </p>
            {item.fundings?.records.map((record) => (
                <h2 key={record.id}>
                    <a href={href(recordPath(record.kind, record.id))}>{record.title}</a>
                </h2>
            ))}
            {item.withheld ? <p class="hint">{t.withheld}</p> : <Figures item={item} />}
        </article>
    );
}

function Figures({ item }: { item: Item }) {
    const t = texts();
    const facts: [string, string | undefined][] = [
        [t.available, item.available?.total && money(item.available.total)],
        [t.students, item.students?.total === undefined ? undefined : number(item.students.total)],
        [t.perStudent, range(item.perStudent?.min, item.perStudent?.max, money)],
    ];
    return (
        <>
            <dl class="facts">
                {facts.map(([label, value]) => (
                    <div key={label}>
                        <dt>{label}</dt>
                        <dd>{value ?? <span class="mut">{t.notStated}</span>}</dd>
                    </div>
                ))}
            </dl>
            {item.divisions && item.divisions.length > 0 ? (
                <table class="data">
                    <caption>{t.division}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.toWhom}</th>
                            <th scope="col">{t.divisionBasis}</th>
                            <th scope="col" class="r">
                                {t.part}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {item.divisions.map((part) => (
                            <tr key={part.actor + part.basis}>
                                <th scope="row">{say(part.label)}</th>
                                <td>{say(part.basisLabel)}</td>
                                <td class="r">{valueOf(part)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            ) : (
                <p class="hint">{t.divisionNotStated}</p>
            )}
        </>
    );
}

export function FundingView({ address }: { address: Address }) {
    const t = texts();
    useTitle(t.fundingTitle);
    const query = address.query.toString();
    const loaded = useRead<Insight>(`/v1/insights/funding?${query}`);
    return (
        <div class="wrap page">
            <div class="bar">
                <h1>{t.fundingTitle}</h1>
                <a class="btn" href={href('/', { kind: 'funding' })}>
                    <Icon name="search" />
                    {t.searchHere}
                </a>
            </div>
            <p class="lead">{t.fundingLead}</p>
            {loaded.fault ? (
                <FaultNotice fault={loaded.fault} again={loaded.again} />
            ) : !loaded.data ? (
                <Loading />
            ) : loaded.data.items.length === 0 ? (
                <section class="notice">
                    <h2>{t.nothingFound}</h2>
                </section>
            ) : (
                <>
                    <div class="hits two-cols">
                        {loaded.data.items.map((item) => (
                            <Scheme
                                key={JSON.stringify([item.scheme, item.schoolYear, item.calendarYear])}
                                item={item}
                            />
                        ))}
                    </div>
                    <p class="hint">{loaded.data.assumptions.map((assumption) => assumption[language()]).join(' ')}</p>
                </>
            )}
        </div>
    );
}
