// What is compared: for whom, in which year, at how many days a week, and which region or partnership is one's own.
import { type Address, href, navigate } from '../address';
import type { Row, SearchPage } from '../api';
import { type VocabularyName, say, termsOf } from '../fields';
import { Icon } from '../parts';
import { texts } from '../texts';
import type { Asked } from './data';
import { setting } from './setting';
import { terms } from './terms';

export interface Holders { regions: Row[]; partnerships: Row[] }

type Choices = [string, string][];

interface SelectProps { id: string; label: string; value: string; choices: Choices; more?: { label: string; choices: Choices }[]; set: (value: string) => void }

function Select({ id, label, value, choices, more = [], set }: SelectProps) {
    const options = (list: Choices) => list.map(([code, text]) => <option key={code} value={code}>{text}</option>);
    return (
        <div><label class="label" for={id}>{label}</label>
            <select class="field" id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
                {options(choices)}{more.map((group) => <optgroup key={group.label} label={group.label}>{options(group.choices)}</optgroup>)}
            </select></div>
    );
}

interface Props { address: Address; asked: Asked; holders: Holders; facets: SearchPage['facets'] }

export function Filters({ address, asked, holders, facets }: Props) {
    const t = texts();
    const value = (name: string) => address.query.get(name) ?? '';
    const set = (name: string) => (chosen: string) => navigate(setting(address, name, chosen));
    const codes = (vocabulary: VocabularyName): Choices => termsOf(terms, vocabulary).map((term) => [term.code, say(term.label)]);
    const names = (rows: Row[]): Choices => rows.map((row) => [row.id, String(row['name'])]);
    const found = facets.find((facet) => facet.name === 'schoolYear')?.values.map((each) => each.value) ?? [];
    const years = [...new Set([...found, ...address.query.getAll('schoolYear')])].sort().reverse();
    return (
        <form class="filters panel" aria-label={t.compareSettings} onSubmit={(event) => event.preventDefault()}>
            <Select id="year" label={t.studyYear} value={value('studyYear')} set={set('studyYear')} choices={[['', t.allYears], ...['1', '2', '3', '4'].map((year): [string, string] => [year, t.year(year)])]} />
            <Select id="sector" label={t.sector} value={value('sector')} set={set('sector')} choices={[['', t.allSectors], ...codes('sectors')]} />
            <Select id="programme" label={t.programme} value={value('programme')} set={set('programme')} choices={[['', t.allProgrammes], ...codes('programmes')]} />
            <Select id="school-year" label={t.schoolYear} value={value('schoolYear')} set={set('schoolYear')} choices={[['', t.allSchoolYears], ...years.map((year): [string, string] => [year, year])]} />
            <Select id="days" label={t.convertTo} value={String(asked.days)} set={set('daysPerWeek')} choices={['1', '2', '3', '4', '5'].map((days) => [days, t.daysAWeek(Number(days))])} />
            <Select id="mine" label={t.myHolder} value={asked.mine} set={set('mine')} choices={[['', t.chooseHolder]]}
                more={[{ label: t.regionsTitle, choices: names(holders.regions) }, { label: t.partnershipsTitle, choices: names(holders.partnerships) }]} />
            {[...address.query.keys()].length > 0 && <p class="all"><a href={href('/vergelijken')}><Icon name="x" />{t.clearAll}</a></p>}
        </form>
    );
}
