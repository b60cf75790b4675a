// The road to 100 %: which share of students and schools is in samen opleiden, by school year. A share that is not known is told so, with the reason.
import { type Address, href, language } from '../address';
import { type Schemas } from '../api';
import { say } from '../fields';
import { number } from '../format';
import { recordPath } from '../kinds';
import { useRead } from '../load';
import { FaultNotice, Loading, useTitle } from '../parts';
import { texts } from '../texts';

type Coverage = Schemas['Coverage'];
type Half = Coverage['onderwijsregios'];
type Share = NonNullable<Half['items'][number]['years'][number]['students']>;

const wide = 120;

function ShareCell({ share }: { share: Share | undefined }) {
    const t = texts();
    if (share?.share === undefined)
        return <span class="mut">{share?.reason ? say(share.reason as { nl: string; en: string }) : t.notStated}</span>;
    return (
        <>
            <span class="strong num">{`${number(share.share)}\u00a0%`}</span>
            <svg class="meter" viewBox={`0 0 ${wide} 8`} aria-hidden="true">
                <rect class="iqr" width={wide} height="8" rx="3" />
                <rect class="n1" width={(wide * Math.min(100, share.share)) / 100} height="8" rx="3" />
            </svg>
            {share.part !== undefined && share.total !== undefined && (
                <small>{t.ofCount(share.part, share.total)}</small>
            )}
        </>
    );
}

function Years({ half, name }: { half: Half; name: string }) {
    const t = texts();
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={name}>
            <table class="data wide">
                <thead>
                    <tr>
                        <th scope="col">{name}</th>
                        <th scope="col">{t.schoolYear}</th>
                        <th scope="col">{t.students}</th>
                        <th scope="col">{t.schools}</th>
                    </tr>
                </thead>
                <tbody>
                    {half.items.flatMap((item) =>
                        item.years.map((year) => (
                            <tr key={item.record.id + year.schoolYear}>
                                <th scope="row">
                                    <a href={href(recordPath(item.record.kind, item.record.id))}>{item.record.title}</a>
                                </th>
                                <td>{year.schoolYear}</td>
                                <td>
                                    <ShareCell share={year.students} />
                                </td>
                                <td>
                                    <ShareCell share={year.schools} />
                                </td>
                            </tr>
                        )),
                    )}
                    {half.totals.map((total) => (
                        <tr key={total.schoolYear} class="mine">
                            <th scope="row">{t.together}</th>
                            <td>{total.schoolYear}</td>
                            <td>
                                <ShareCell share={total.students} />
                            </td>
                            <td>
                                <ShareCell share={total.schools} />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function HalfPanel({ half, name, id }: { half: Half; name: string; id: string }) {
    const t = texts();
    return (
        <section class="panel" aria-labelledby={id}>
            <h2 id={id}>{name}</h2>
            {half.items.length > 0 ? <Years half={half} name={name} /> : <p>{t.coverageNothing}</p>}
            {half.without.count > 0 && (
                <details>
                    <summary>{t.coverageWithout(half.without.count)}</summary>
                    <ul class="dots">
                        {half.without.records.map((record) => (
                            <li key={record.id}>
                                <a href={href(`${recordPath(record.kind, record.id)}/wijzigen`)}>
                                    {t.fillIn(record.title)}
                                </a>
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </section>
    );
}

export function CoverageView({ address }: { address: Address }) {
    const t = texts();
    useTitle(t.coverageTitle);
    const query = address.query.toString();
    const loaded = useRead<Coverage>(`/v1/insights/coverage?${query}`);
    return (
        <div class="wrap page">
            <h1>{t.coverageTitle}</h1>
            <p class="lead">{t.coverageLead}</p>
            {loaded.fault ? (
                <FaultNotice fault={loaded.fault} again={loaded.again} />
            ) : !loaded.data ? (
                <Loading />
            ) : (
                <div class="stack">
                    <HalfPanel half={loaded.data.onderwijsregios} name={t.regionsTitle} id="coverage-regions" />
                    <HalfPanel half={loaded.data.partnerships} name={t.partnershipsTitle} id="coverage-partnerships" />
                    <p class="hint">{loaded.data.assumptions.map((assumption) => assumption[language()]).join(' ')}</p>
                </div>
            )}
        </div>
    );
}
