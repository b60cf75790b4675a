// Which view belongs to an address. An address that is not here is not the page's: the browser fetches it.
import type { VNode } from 'preact';
import type { Address } from './address';
import { collections, kindOfCollection } from './kinds';
import { Missing } from './missing';
import { About } from './about';
import { AddKindView, AddView, EditView } from './form/edit';
import { CompareView } from './insight/compare';
import { NetworkView } from './insight/network';
import { QuestionsView } from './insight/questions';
import { HistoryView } from './record/history';
import { RecordView } from './record/record';
import { SearchView } from './search/search';
import { AccountView } from './sign-in';

export interface View {
    section: string;  // of the main menu; "elsewhere" when the address is not ours
    draw(address: Address): VNode;
}

const fixed: Record<string, View> = {
    '/': { section: 'search', draw: (address) => <SearchView address={address} /> },
    '/over': { section: 'about', draw: () => <About /> },
    '/vergelijken': { section: 'compare', draw: (address) => <CompareView address={address} /> },
    '/netwerk': { section: 'network', draw: (address) => <NetworkView address={address} /> },
    '/vraagstukken': { section: 'questions', draw: () => <QuestionsView /> },
    '/toevoegen': { section: 'add', draw: () => <AddView /> },
    '/aanmelden': { section: 'account', draw: () => <AccountView /> },
};

const ofRecord: Record<string, (kind: string, id: string, address: Address) => VNode> = {
    '': (kind, id) => <RecordView key={kind + id} kind={kind} id={id} />,
    wijzigen: (kind, id) => <EditView key={kind + id} kind={kind} id={id} />,
    geschiedenis: (kind, id, address) => <HistoryView key={kind + id} kind={kind} id={id} address={address} />,
};

export function findView(path: string): View {
    const found = fixed[path];
    if (found) return found;
    const [, collection = '', id = '', part = '', ...more] = path.split('/');
    if (collection === 'toevoegen' && id in collections && part === '') return { section: 'add', draw: () => <AddKindView key={id} kind={id} /> };
    const kind = kindOfCollection(collection);
    const draw = ofRecord[part];
    if (kind && id !== '' && draw && more.length === 0) return { section: 'search', draw: (address) => draw(kind, decodeURIComponent(id), address) };
    return { section: 'elsewhere', draw: () => <Missing /> };
}
