// What a record rests on, and how to refer to it.
import { useState } from 'preact/hooks';
import type { Row } from '../api';
import { type Fields, termLabel } from '../fields';
import { day } from '../format';
import { recordPath } from '../kinds';
import { Icon } from '../parts';
import { texts } from '../texts';

interface Source {
    title: string;
    type: string;
    url?: string;
    publisher?: string;
    retrievedOn?: string;
    quote?: string;
    page?: string;
}

export function Sources({ record, fields }: { record: Row; fields: Fields }) {
    const t = texts();
    const sources = (record['sources'] ?? []) as Source[];
    return (
        <section class="panel" aria-labelledby="p-sources">
            <h2 id="p-sources">{t.sources}</h2>
            <ul class="sources">
                {sources.map((source, index) => (
                    <li key={index}>
                        {source.url ? (
                            <a href={source.url} rel="noreferrer">
                                {source.title}
                            </a>
                        ) : (
                            <span>{source.title}</span>
                        )}
                        <span class="hint">
                            {[
                                source.publisher,
                                termLabel(fields, 'source-types', source.type),
                                source.page,
                                source.retrievedOn && t.retrieved(day(source.retrievedOn)),
                            ]
                                .filter(Boolean)
                                .join(' · ')}
                        </span>
                        {source.quote && <blockquote>{source.quote}</blockquote>}
                    </li>
                ))}
            </ul>
        </section>
    );
}

export function Cite({ record, title }: { record: Row; title: string }) {
    const t = texts();
    const [copied, setCopied] = useState(false);
    const link = location.origin + recordPath(record.kind, record.id);
    const text = t.citation(title, record.revision, day(record.updatedAt), link);
    const copy = () => {
        navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
        );
    };
    return (
        <section class="panel" aria-labelledby="p-cite">
            <h2 id="p-cite">{t.cite}</h2>
            <p class="note cite">{text}</p>
            <button class="btn small" type="button" onClick={copy}>
                <Icon name={copied ? 'check' : 'link'} />
                {copied ? t.copied : t.copy}
            </button>
            <span class="vh" role="status">
                {copied ? t.copied : ''}
            </span>
        </section>
    );
}
