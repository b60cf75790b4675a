// How regions are governed and who is in them, with what is agreed and paid beside it. Not stated is a group of its own.
import { href, language } from '../address';
import { type Schemas, call } from '../api';
import { say } from '../fields';
import { money, number } from '../format';
import { useLoad } from '../load';
import { FaultNotice, Loading } from '../parts';
import { texts } from '../texts';
import { Records } from './records';

type Governance = Schemas['Governance'];
type Group = Governance['byModel'][number];
type Middle = Group['stagevergoeding'];

function nameOf(group: Group): string {
    const types = group.partyTypes ?? [];
    return group.model ? say(group.model.label) : types.length > 0 ? types.map((type) => say(type.label)).join(', ') : texts().groupNotStated;
}

function MiddleCell({ middle }: { middle: Middle }) {
    const t = texts();
    if (middle.withheld) return <span class="mut">{t.withheld}</span>;
    if (middle.median === undefined) return <span class="mut">{t.nothingKnown}</span>;
    return <>{money(middle.median)}<small>{t.ofAmounts(middle.base)}</small></>;
}

function Groups({ title, first, groups }: { title: string; first: string; groups: Group[] }) {
    const t = texts();
    return (
        <section class="panel" aria-label={title}>
            <h2>{title}</h2>
            <div class="scroll" tabIndex={0} role="group" aria-label={title}><table class="data wide">
                <thead><tr><th scope="col">{first}</th><th scope="col">{t.regionsTitle}</th><th scope="col" class="r">{t.agreementsWithin}</th><th scope="col" class="r">{t.agreementsAcross}</th><th scope="col" class="r">{t.boundaryUnknown}</th>
                    <th scope="col" class="r">{t.medianAllowance}</th><th scope="col" class="r">{t.perStudent}</th></tr></thead>
                <tbody>{groups.map((group) => (
                    <tr key={nameOf(group)}><th scope="row">{nameOf(group)}</th>
                        <td><details><summary>{t.regionCount(group.regions.count)}</summary><Records found={group.regions} /></details></td>
                        <td class="r">{number(group.boundary.within)}</td><td class="r">{number(group.boundary.across)}</td><td class="r">{number(group.boundary.unknown)}</td>
                        <td class="r"><MiddleCell middle={group.stagevergoeding} /></td><td class="r"><MiddleCell middle={group.perStudent} /></td></tr>
                ))}</tbody>
            </table></div>
        </section>
    );
}

export function GovernancePart() {
    const t = texts();
    const path = '/v1/insights/governance';
    const loaded = useLoad<Governance>(`${path} ${language()}`, async (signal) => (await call<Governance>(path, { signal })).body);
    if (loaded.fault) return <FaultNotice fault={loaded.fault} again={loaded.again} />;
    if (!loaded.data) return <Loading slow={loaded.slow} />;
    return (
        <div class="stack" id="governance">
            <Groups title={t.byModel} first={t.model} groups={loaded.data.byModel} />
            <Groups title={t.byComposition} first={t.composition} groups={loaded.data.byComposition} />
            <p class="hint">{loaded.data.assumptions.map((assumption) => assumption[language()]).join(' ')}</p>
            <p><a href={href('/bekostiging')}>{t.fundingTitle}</a></p>
        </div>
    );
}
