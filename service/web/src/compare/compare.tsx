// Comparing stagevergoedingen: what students get, by region, sector, route or year, on one basis that is always shown.
import { type Address, href, language } from '../address';
import { type Row, call } from '../api';
import { type VocabularyName, termLabel } from '../fields';
import { money } from '../format';
import { bandLabel } from '../histogram';
import { recordPath } from '../kinds';
import { useLoad } from '../load';
import { FaultNotice, Icon, Loading, Refreshing, useTitle } from '../parts';
import { texts } from '../texts';
import { Amounts } from './amounts';
import { Bands } from './bands';
import { Behind } from './behind';
import { centsOf, decimalOf } from './cents';
import { type Asked, type Compared, type Insight, compare, readAsked } from './data';
import { Filters, type Holders } from './filters';
import { setting } from './setting';
import { terms } from './terms';
import { WhoPays } from './who-pays';

function Figures({ insight }: { insight: Insight }) {
    const t = texts();
    const { median = '0.00', p25 = '0.00', p75 = '0.00', count = 0, zero = 0, regulations = 0, mine } = insight;
    const away = mine?.median ? centsOf(mine.median) - centsOf(median) : 0;
    return (
        <dl class="kpis">
            {mine && (
                <div class="kpi mine">
                    <dt>{mine.title ?? ''}</dt>
                    <dd>
                        <span class="v">{mine.median ? money(mine.median) : t.nothingKnown}</span>
                        <span class="d">
                            {mine.median
                                ? t.awayFromMedian(money(decimalOf(Math.abs(away))), away)
                                : t.nothingKnownHelp}
                        </span>
                    </dd>
                </div>
            )}
            <div class="kpi">
                <dt>{t.medianAll}</dt>
                <dd>
                    <span class="v">{money(median)}</span>
                    <span class="d">{t.tariffsOf(count, regulations)}</span>
                </dd>
            </div>
            <div class="kpi">
                <dt>{t.middleHalfTitle}</dt>
                <dd>
                    <span class="v">
                        {money(p25)} – {money(p75)}
                    </span>
                    <span class="d">{t.middleHalfHelp}</span>
                </dd>
            </div>
            <div class="kpi">
                <dt>{t.nonePaid}</dt>
                <dd>
                    <span class="v">{t.ofCount(zero, count)}</span>
                    <span class="d">{t.nonePaidHelp}</span>
                </dd>
            </div>
        </dl>
    );
}

// Every choice that the figures rest on, and an address that gives the same ones later.
function Account({ address, insight }: { address: Address; insight: Insight }) {
    const t = texts();
    const { seq } = insight.snapshot;
    return (
        <details class="panel account">
            <summary>{t.howComputed}</summary>
            <p>{insight.formula[language()]}</p>
            <ul class="dots">
                {insight.assumptions.map((assumption) => (
                    <li key={assumption.nl}>{assumption[language()]}</li>
                ))}
            </ul>
            {insight.leftOut.length > 0 && (
                <p>{t.leftOut(insight.leftOut.reduce((sum, other) => sum + other.regulations, 0))}</p>
            )}
            <p>
                <a href={setting(address, 'asKnownOn', String(seq))}>{t.sameLater}</a>
            </p>
        </details>
    );
}

function Alike({ insight }: { insight: Insight }) {
    const t = texts();
    const similar = insight.mine?.similar ?? [];
    if (similar.length === 0) return null;
    return (
        <section class="panel" aria-labelledby="alike">
            <h2 id="alike">{t.alike}</h2>
            <ul class="links">
                {similar.slice(0, 5).map((holder) => (
                    <li key={holder.id}>
                        <a href={href(recordPath(holder.kind, holder.id))}>{holder.title ?? holder.id}</a>
                        <span class="hint">{holder.median ? money(holder.median) : t.nothingKnown}</span>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Content({
    address,
    asked,
    compared,
    holders,
}: {
    address: Address;
    asked: Asked;
    compared: Compared;
    holders: Holders;
}) {
    const t = texts();
    const { insight, facets } = compared;
    return (
        <>
            <Filters address={address} asked={asked} holders={holders} facets={facets} />
            {insight.withheld ? (
                <section class="notice">
                    <h2>{t.withheld}</h2>
                </section>
            ) : insight.median === undefined ? (
                <section class="notice">
                    <h2>{t.nothingToCompare}</h2>
                    <p>{t.nothingToCompareHelp}</p>
                </section>
            ) : (
                <>
                    <Figures insight={insight} />
                    <div class="cols2">
                        <div class="stack">
                            <Amounts address={address} insight={insight} asked={asked} />
                            <Bands address={address} facets={facets} />
                            <Alike insight={insight} />
                        </div>
                        <WhoPays compared={compared} />
                    </div>
                </>
            )}
            {(insight.behind?.listed.length ?? 0) > 0 && <Behind compared={compared} asked={asked} />}
            <Account address={address} insight={insight} />
        </>
    );
}

const namesOf = async (collection: string, signal: AbortSignal): Promise<Row[]> =>
    (await call<{ items: Row[] }>(`/v1/${collection}?pageSize=250&sort=title&fields=name`, { signal })).body.items;

// "Stagevergoeding vergelijken: leerjaar 3, Primair onderwijs (po), Haaglanden".
function titleOf({ query }: Address, mine: string | undefined): string {
    const t = texts();
    const labels = (name: string, vocabulary: VocabularyName) =>
        query.getAll(name).map((code) => termLabel(terms, vocabulary, code));
    const parts = [
        ...query.getAll('studyYear').map((year) => t.year(year).toLowerCase()),
        ...labels('sector', 'sectors'),
        ...labels('programme', 'programmes'),
        ...query.getAll('schoolYear'),
        ...query.getAll('amountBand').map(bandLabel),
    ];
    const all = mine ? [...parts, mine] : parts;
    return all.length > 0 ? `${t.compareTitle}: ${all.join(', ')}` : t.compareTitle;
}

export function CompareView({ address }: { address: Address }) {
    const t = texts();
    const asked = readAsked(address.query);
    const compared = useLoad<Compared>(`compare ${asked.query.toString()} ${address.language}`, (signal) =>
        compare(asked, signal),
    );
    const holders = useLoad<Holders>('holders', async (signal) => {
        const [regions, partnerships] = await Promise.all([
            namesOf('onderwijsregios', signal),
            namesOf('partnerships', signal),
        ]);
        return { regions, partnerships };
    });
    const fault = compared.fault ?? holders.fault;
    const title = titleOf(address, compared.data?.insight.mine?.title);
    useTitle(title);
    // Whose name is still to come makes the title longer, which would push away what stands below it.
    const unnamed = address.query.has('mine') && !(compared.data && holders.data) && !fault;
    return (
        <div class="wrap page compare">
            <Refreshing on={compared.data !== undefined && compared.waiting && compared.slow} />
            {unnamed ? (
                <h1 class="vh">{title}</h1>
            ) : (
                <div class="bar">
                    <h1>{title}</h1>
                    {[...address.query.keys()].length > 0 && (
                        <a class="btn small" href={href('/vergelijken')}>
                            <Icon name="x" />
                            {t.clearAll}
                        </a>
                    )}
                </div>
            )}
            {fault ? (
                <FaultNotice
                    fault={fault}
                    again={() => {
                        compared.again();
                        holders.again();
                    }}
                />
            ) : compared.data && holders.data ? (
                <Content address={address} asked={asked} compared={compared.data} holders={holders.data} />
            ) : (
                <Loading />
            )}
        </div>
    );
}
