// What needs attention: what contradicts, has expired or rests on nothing, each with the reason and what to do about it.
import { type Address, href, language, navigate } from '../address';
import { type Schemas, call } from '../api';
import { say } from '../fields';
import { number } from '../format';
import { recordPath } from '../kinds';
import { useLoad } from '../load';
import { FaultNotice, Loading, Tag, useTitle } from '../parts';
import { texts } from '../texts';

type Attention = Schemas['Attention'];

function Reasons({ address, found }: { address: Address; found: Attention }) {
    const t = texts();
    const choose = (reason: string) => navigate(href('/aandacht', { reason }));
    return (
        <div class="control narrow"><label class="label" for="reason">{t.reason}</label>
            <select class="field" id="reason" value={address.query.get('reason') ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
                <option value="">{t.allReasons}</option>
                {found.reasons.filter((reason) => reason.count > 0 || reason.reason === address.query.get('reason')).map((reason) => <option key={reason.reason} value={reason.reason}>{`${say(reason.label)} (${number(reason.count)})`}</option>)}
            </select></div>
    );
}

function Finding({ item }: { item: Attention['items'][number] }) {
    const t = texts();
    return (
        <article class="hit">
            <p class="hit-top"><Tag kind="warn">{say(item.label)}</Tag></p>
            <ul class="links">{item.records.map((record) => <li key={record.id}><h2><a href={href(recordPath(record.kind, record.id))}>{record.title}</a></h2><span class="hint">{t.kindNames[record.kind as keyof typeof t.kindNames]}</span></li>)}</ul>
            <p>{say(item.detail)}</p>
            <p class="note">{say(item.whatToDo)}</p>
        </article>
    );
}

function Steps({ address, found }: { address: Address; found: Attention }) {
    const t = texts();
    const at = (page: number) => href('/aandacht', { reason: address.query.get('reason') ?? '', pageNumber: page === 1 ? '' : String(page) });
    const { pageNumber = 1, totalPages = 1 } = found;
    if (totalPages < 2) return null;
    return (
        <nav class="pages" aria-label={t.pages}>
            {found.hasPreviousPage ? <a class="btn" href={at(pageNumber - 1)} rel="prev">{t.previous}</a> : <span />}
            <span>{t.pageOf(pageNumber, totalPages)}</span>
            {found.hasNextPage ? <a class="btn" href={at(pageNumber + 1)} rel="next">{t.next}</a> : <span />}
        </nav>
    );
}

export function AttentionView({ address }: { address: Address }) {
    const t = texts();
    const query = address.query.toString();
    const loaded = useLoad<Attention>(`/v1/insights/attention?${query} ${language()}`, async (signal) => (await call<Attention>(`/v1/insights/attention?${query}`, { signal })).body);
    const reason = loaded.data?.reasons.find((each) => each.reason === address.query.get('reason'));
    const title = reason ? `${t.attentionTitle}: ${say(reason.label).toLowerCase()}` : t.attentionTitle;
    useTitle(title);
    return (
        <div class="wrap page">
            <h1>{title}</h1>
            <p class="lead">{t.attentionLead}</p>
            {loaded.fault ? <FaultNotice fault={loaded.fault} again={loaded.again} /> : !loaded.data ? <Loading /> : (
                <>
                    <Reasons address={address} found={loaded.data} />
                    <p class="found" role="status">{t.findings(loaded.data.totalItems)}</p>
                    <div class="hits two-cols">{loaded.data.items.map((item) => <Finding key={item.reason + item.records.map((record) => record.id).join()} item={item} />)}</div>
                    <Steps address={address} found={loaded.data} />
                </>
            )}
        </div>
    );
}
