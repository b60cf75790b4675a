// Which view belongs to an address. An address that is not here is not the page's: the browser fetches it.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { About } from './about';
import type { Address } from './address';
import { Fault } from './api';
import { collections, kindOfCollection } from './kinds';
import { Missing } from './missing';
import { FaultNotice, Loading } from './parts';
import { RecordView } from './record/record';
import { SearchView } from './search/search';
import { AccountView } from './sign-in';

export interface View {
    section: string;  // of the main menu; "elsewhere" when the address is not ours
    draw(address: Address): VNode;
}

type LaterViews = typeof import('./later');
let fetched: LaterViews | undefined;

function Later({ draw }: { draw: (views: LaterViews) => VNode }) {
    const [views, setViews] = useState(fetched);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        if (!views) import('./later').then((found) => { fetched = found; setViews(found); }, () => setFailed(true));
    }, []);
    if (failed) return <div class="wrap page"><FaultNotice fault={new Fault(0, undefined)} again={() => location.reload()} /></div>;
    return views ? draw(views) : <div class="wrap page"><Loading slow={false} /></div>;
}

const fixed: Record<string, View> = {
    '/': { section: 'search', draw: (address) => <SearchView address={address} /> },
    '/over': { section: 'about', draw: () => <About /> },
    '/vergelijken': { section: 'compare', draw: (address) => <Later draw={({ CompareView }) => <CompareView address={address} />} /> },
    '/naast-elkaar': { section: 'search', draw: (address) => <Later draw={({ SideBySideView }) => <SideBySideView address={address} />} /> },
    '/netwerk': { section: 'network', draw: (address) => <Later draw={({ NetworkView }) => <NetworkView address={address} />} /> },
    '/aandacht': { section: 'attention', draw: (address) => <Later draw={({ AttentionView }) => <AttentionView address={address} />} /> },
    '/dekking': { section: 'network', draw: (address) => <Later draw={({ CoverageView }) => <CoverageView address={address} />} /> },
    '/vraagstukken': { section: 'questions', draw: () => <Later draw={({ QuestionsView }) => <QuestionsView />} /> },
    '/toevoegen': { section: 'add', draw: () => <Later draw={({ AddView }) => <AddView />} /> },
    '/aanmelden': { section: 'account', draw: () => <AccountView /> },
};

const ofRecord: Record<string, (kind: string, id: string, address: Address) => VNode> = {
    '': (kind, id) => <RecordView key={kind + id} kind={kind} id={id} />,
    wijzigen: (kind, id) => <Later draw={({ EditView }) => <EditView key={kind + id} kind={kind} id={id} />} />,
    geschiedenis: (kind, id, address) => <Later draw={({ HistoryView }) => <HistoryView key={kind + id} kind={kind} id={id} address={address} />} />,
};

export function findView(path: string): View {
    const found = fixed[path];
    if (found) return found;
    const [, collection = '', id = '', part = '', ...more] = path.split('/');
    if (collection === 'toevoegen' && id in collections && part === '') return { section: 'add', draw: () => <Later draw={({ AddKindView }) => <AddKindView key={id} kind={id} />} /> };
    const kind = kindOfCollection(collection);
    const draw = ofRecord[part];
    if (kind && id !== '' && draw && more.length === 0) return { section: 'search', draw: (address) => draw(kind, decodeURIComponent(id), address) };
    return { section: 'elsewhere', draw: () => <Missing /> };
}
