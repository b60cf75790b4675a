// The questions people share: what is asked, how far it is, and what others have tried.
import { href } from '../address';
import { type Row } from '../api';
import { type Fields, termLabel, useFields } from '../fields';
import { recordPath } from '../kinds';
import { useRead } from '../load';
import { FaultNotice, Icon, Loading, Tag, useTitle } from '../parts';
import { texts } from '../texts';

function Question({ row, fields }: { row: Row; fields: Fields }) {
    const t = texts();
    const approaches = (row['approaches'] ?? []) as unknown[];
    const proposals = (row['proposals'] ?? []) as unknown[];
    return (
        <article class="hit">
            <p class="hit-top">
                {typeof row['state'] === 'string' && (
                    <Tag kind={row['state'] === 'answered' ? 'ok' : 'kind'}>
                        {termLabel(fields, 'question-states', row['state'])}
                    </Tag>
                )}
                {row['national'] === true && <Tag kind="info">{t.national}</Tag>}
                {((row['themes'] ?? []) as string[]).map((theme) => (
                    <Tag key={theme}>{termLabel(fields, 'themes', theme)}</Tag>
                ))}
            </p>
            <h2>
                <a href={href(recordPath('question', row.slug))}>{String(row['title'])}</a>
            </h2>
            {typeof row['description'] === 'string' && <p class="snip">{row['description']}</p>}
            <p class="hint">{t.approaches(approaches.length, proposals.length)}</p>
        </article>
    );
}

export function QuestionsView() {
    const t = texts();
    useTitle(t.navQuestions);
    const fields = useFields();
    const rows = useRead<{ items: Row[] }>('/v1/questions?pageSize=250&sort=title');
    const fault = fields.fault ?? rows.fault;
    return (
        <div class="wrap page">
            <div class="bar">
                <h1>{t.navQuestions}</h1>
                <a class="btn" href={href('/toevoegen/question')}>
                    <Icon name="plus" />
                    {t.askQuestion}
                </a>
            </div>
            <p class="lead">{t.questionsLead}</p>
            {fault ? (
                <FaultNotice fault={fault} again={rows.again} />
            ) : !fields.data || !rows.data ? (
                <Loading />
            ) : (
                <div class="hits two-cols">
                    {rows.data.items.map((row) => (
                        <Question key={row.id} row={row} fields={fields.data as Fields} />
                    ))}
                </div>
            )}
        </div>
    );
}
