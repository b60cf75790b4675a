// Within and across the boundaries of regions: a matrix with the agreements behind each cell, and what has to be known before the rest can be told.
import { href, language } from '../address';
import { type Schemas, call } from '../api';
import { say } from '../fields';
import { number } from '../format';
import { recordPath } from '../kinds';
import { useLoad } from '../load';
import { FaultNotice, Loading } from '../parts';
import { texts } from '../texts';
import { type Found, Records } from './records';

type Boundaries = Schemas['Boundaries'];
interface Cell { key: string; regions: [string, string]; agreements: Found; partnerships: Found }

// One cell for each region by itself, one for each pair with a border between them.
function cellsOf(found: Boundaries): Cell[] {
    const inside = found.regions.map(({ region, inside: own }): Cell => ({ key: region.id, regions: [region.title, region.title], agreements: own.agreements, partnerships: own.partnerships }));
    const borders = found.borders.map(({ regions: [a, b], agreements, partnerships }): Cell => ({ key: `${a?.id ?? ''}-${b?.id ?? ''}`, regions: [a?.title ?? '', b?.title ?? ''], agreements, partnerships }));
    return [...inside, ...borders].filter((cell) => cell.agreements.count + cell.partnerships.count > 0);
}

function Matrix({ cells }: { cells: Cell[] }) {
    const t = texts();
    const names = [...new Set(cells.flatMap((cell) => cell.regions))].sort((a, b) => a.localeCompare(b));
    const at = (a: string, b: string) => cells.find((cell) => (cell.regions[0] === a && cell.regions[1] === b) || (cell.regions[0] === b && cell.regions[1] === a));
    if (cells.length === 0) return <p class="mut">{t.matrixNothing}</p>;
    return (
        <div class="scroll" tabIndex={0} role="group" aria-label={t.matrixTitle}><table class="data matrix">
            <thead><tr><td />{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>{names.map((a) => (
                <tr key={a}><th scope="row">{a}</th>{names.map((b) => {
                    const cell = at(a, b);
                    return <td key={b} class={cell ? 'some' : 'mut'}>{cell ? <a href={`#cell-${cell.key}`}>{number(cell.agreements.count)}<span class="vh"> {t.matrixCell(a, b)}</span></a> : '·'}</td>;
                })}</tr>
            ))}</tbody>
        </table></div>
    );
}

function Behind({ cells }: { cells: Cell[] }) {
    const t = texts();
    return (
        <>{cells.map((cell) => (
            <section key={cell.key} class="panel" id={`cell-${cell.key}`} tabIndex={-1}>
                <h2>{cell.regions[0] === cell.regions[1] ? t.inside(cell.regions[0]) : t.between(cell.regions[0], cell.regions[1])}</h2>
                <Records found={cell.agreements} />
                {cell.partnerships.count > 0 && <><h3>{t.partnershipsTitle}</h3><Records found={cell.partnerships} /></>}
            </section>
        ))}</>
    );
}

function NotKnown({ found }: { found: Boundaries }) {
    const t = texts();
    return (
        <section class="panel" aria-labelledby="not-known">
            <h2 id="not-known">{t.whatIsMissing}</h2>
            <p>{t.boundaryMissing}</p>
            {found.unknown.filter((reason) => reason.count > 0).map((reason) => (
                <details key={reason.reason}><summary>{`${say(reason.label)} (${number(reason.count)})`}</summary><Records found={reason} /></details>
            ))}
            {found.partnerships.regionUnknown.count > 0 && <details><summary>{t.partnershipsUnknown(found.partnerships.regionUnknown.count)}</summary><Records found={found.partnerships.regionUnknown} /></details>}
            {found.warnings.map((warning) => <p key={warning.record.id + warning.reason} class="note"><a href={href(recordPath(warning.record.kind, warning.record.id))}>{warning.record.title}</a>: {say(warning.label)}. {say(warning.whatToDo)}</p>)}
        </section>
    );
}

export function BoundaryPart() {
    const path = '/v1/insights/boundaries?pageSize=250';
    const loaded = useLoad<Boundaries>(`${path} ${language()}`, async (signal) => (await call<Boundaries>(path, { signal })).body);
    if (loaded.fault) return <FaultNotice fault={loaded.fault} again={loaded.again} />;
    if (!loaded.data) return <Loading slow={loaded.slow} />;
    const found = loaded.data;
    const cells = cellsOf(found);
    return (
        <div class="stack">
            <ul class="counts">{found.agreements.map((one) => (
                <li key={one.boundary}><a href={href('/', { kind: 'agreement', boundary: one.boundary })}><span class="v num">{number(one.count)}</span><span>{say(one.label)}</span></a></li>
            ))}</ul>
            <section class="panel" aria-labelledby="matrix"><h2 id="matrix">{texts().matrixTitle}</h2><Matrix cells={cells} /></section>
            <Behind cells={cells} />
            <NotKnown found={found} />
            <p class="hint">{found.assumptions.map((assumption) => assumption[language()]).join(' ')}</p>
        </div>
    );
}
