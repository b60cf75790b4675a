// Which view belongs to an address, and in which script it is. An address that is not here is not the page's: the browser fetches it.
// service/api/page_routes.cpp has the same table, to announce the script in the document.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { About } from './about';
import { AccountView } from './account';
import type { Address } from './address';
import { Fault } from './api';
import { collections, kindOfCollection } from './kinds';
import { Missing } from './missing';
import { FaultNotice, Loading } from './parts';

const scripts = {
    search: () => import('./scripts/search'), record: () => import('./scripts/record'), compare: () => import('./scripts/compare'), insight: () => import('./scripts/insight'),
    form: () => import('./scripts/form'),
};
type Name = keyof typeof scripts;
type Scripts = { [Each in Name]: Awaited<ReturnType<typeof scripts[Each]>> };

const fetched: Partial<Scripts> = {};

async function fetchScript<Each extends Name>(name: Each): Promise<Scripts[Each]> {
    const found = await scripts[name]() as Scripts[Each];
    fetched[name] = found;
    return found;
}

function Later<Each extends Name>({ name, draw }: { name: Each; draw: (views: Scripts[Each]) => VNode }) {
    const [views, setViews] = useState<Scripts[Each] | undefined>(fetched[name]);
    const [failed, setFailed] = useState(false);
    useEffect(() => { if (!views) fetchScript(name).then(setViews, () => setFailed(true)); }, []);
    if (failed) return <div class="wrap page"><FaultNotice fault={new Fault(0, undefined)} again={() => location.reload()} /></div>;
    return views ? draw(views) : <div class="wrap page"><Loading slow={false} /></div>;
}

export interface View {
    section: string;  // of the main menu; "elsewhere" when the address is not ours
    fetch(): Promise<unknown>;
    draw(address: Address): VNode;
}

const inScript = <Each extends Name>(section: string, name: Each, draw: (views: Scripts[Each], address: Address) => VNode): View => ({
    section, fetch: () => fetchScript(name), draw: (address) => <Later key={name} name={name} draw={(views) => draw(views, address)} />,
});

const atHand = (section: string, draw: () => VNode): View => ({ section, fetch: () => Promise.resolve(), draw });

const fixed: Record<string, View> = {
    '/': inScript('search', 'search', ({ SearchView }, address) => <SearchView address={address} />),
    '/over': atHand('about', () => <About />),
    '/vergelijken': inScript('compare', 'compare', ({ CompareView }, address) => <CompareView address={address} />),
    '/naast-elkaar': inScript('search', 'record', ({ SideBySideView }, address) => <SideBySideView address={address} />),
    '/netwerk': inScript('network', 'insight', ({ NetworkView }, address) => <NetworkView address={address} />),
    '/aandacht': inScript('attention', 'insight', ({ AttentionView }, address) => <AttentionView address={address} />),
    '/dekking': inScript('network', 'insight', ({ CoverageView }, address) => <CoverageView address={address} />),
    '/bekostiging': inScript('funding', 'insight', ({ FundingView }, address) => <FundingView address={address} />),
    '/vraagstukken': inScript('questions', 'insight', ({ QuestionsView }) => <QuestionsView />),
    '/toevoegen': inScript('add', 'form', ({ AddView }) => <AddView />),
    '/aanmelden': atHand('account', () => <AccountView />),
};

const ofRecord: Record<string, (kind: string, id: string) => View> = {
    '': (kind, id) => inScript('search', 'record', ({ RecordView }) => <RecordView key={kind + id} kind={kind} id={id} />),
    wijzigen: (kind, id) => inScript('search', 'form', ({ EditView }) => <EditView key={kind + id} kind={kind} id={id} />),
    geschiedenis: (kind, id) => inScript('search', 'record', ({ HistoryView }, address) => <HistoryView key={kind + id} kind={kind} id={id} address={address} />),
};

export function findView(path: string): View {
    const found = fixed[path];
    if (found) return found;
    const [, collection = '', id = '', part = '', ...more] = path.split('/');
    if (collection === 'toevoegen' && id in collections && part === '') return inScript('add', 'form', ({ AddKindView }) => <AddKindView key={id} kind={id} />);
    const kind = kindOfCollection(collection);
    const own = ofRecord[part];
    if (kind && id !== '' && own && more.length === 0) return own(kind, decodeURIComponent(id));
    return atHand('elsewhere', () => <Missing />);
}
