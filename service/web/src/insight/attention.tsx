// What needs attention: what contradicts, has expired or rests on nothing, each with the reason and what to do about it.
import { type Address, href, navigate } from '../address';
import { type Schemas } from '../api';
import { say } from '../fields';
import { number } from '../format';
import { kindName, recordPath } from '../kinds';
import { useRead } from '../load';
import { FaultNotice, Loading, Pager, Tag, useTitle } from '../parts';
import { texts } from '../texts';

type Attention = Schemas['Attention'];

function Reasons({ address, found }: { address: Address; found: Attention }) {
    const t = texts();
    const choose = (reason: string) => navigate(href('/aandacht', { reason }));
    return (
        <div class="control narrow">
            <label class="label" for="reason">
                {t.reason}
            </label>
            <select
                class="field"
                id="reason"
                value={address.query.get('reason') ?? ''}
                onChange={(event) => choose(event.currentTarget.value)}
            >
                <option value="">{t.allReasons}</option>
                {found.reasons
                    .filter((reason) => reason.count > 0 || reason.reason === address.query.get('reason'))
                    .map((reason) => (
                        <option
                            key={reason.reason}
                            value={reason.reason}
                        >{`${say(reason.label)} (${number(reason.count)})`}</option>
                    ))}
            </select>
        </div>
    );
}

function Finding({ item }: { item: Attention['items'][number] }) {
    return (
        <article class="hit">
            <p class="hit-top">
                <Tag kind="warn">{say(item.label)}</Tag>
            </p>
            <ul class="links">
                {item.records.map((record) => (
                    <li key={record.id}>
                        <h2>
                            <a href={href(recordPath(record.kind, record.id))}>{record.title}</a>
                        </h2>
                        <span class="hint">{kindName(record.kind)}</span>
                    </li>
                ))}
            </ul>
            <p>{say(item.detail)}</p>
            <p class="note">{say(item.whatToDo)}</p>
        </article>
    );
}

export function AttentionView({ address }: { address: Address }) {
    const t = texts();
    const query = address.query.toString();
    const loaded = useRead<Attention>(`/v1/insights/attention?${query}`);
    const reason = loaded.data?.reasons.find((each) => each.reason === address.query.get('reason'));
    const title = reason ? `${t.attentionTitle}: ${say(reason.label).toLowerCase()}` : t.attentionTitle;
    useTitle(title);
    const at = (page: number) =>
        href('/aandacht', { reason: address.query.get('reason') ?? '', pageNumber: page === 1 ? '' : String(page) });
    return (
        <div class="wrap page">
            <h1>{title}</h1>
            <p class="lead">{t.attentionLead}</p>
            {loaded.fault ? (
                <FaultNotice fault={loaded.fault} again={loaded.again} />
            ) : !loaded.data ? (
                <Loading />
            ) : (
                <>
                    <Reasons address={address} found={loaded.data} />
                    <p class="found" role="status">
                        {t.findings(loaded.data.totalItems)}
                    </p>
                    <div class="hits two-cols">
                        {loaded.data.items.map((item) => (
                            <Finding key={item.reason + item.records.map((record) => record.id).join()} item={item} />
                        ))}
                    </div>
                    <Pager page={loaded.data.pageNumber ?? 1} of={loaded.data.totalPages ?? 1} to={at} />
                </>
            )}
        </div>
    );
}
