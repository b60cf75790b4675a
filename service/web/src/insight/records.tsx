// The first records behind a count, and how many more there are.
import { href } from '../address';
import { recordPath } from '../kinds';
import { texts } from '../texts';

export interface Found { count: number; records: { kind: string; id: string; title: string }[] }

export const Records = ({ found }: { found: Found }) => (
    <>
        <ul class="dots">{found.records.map((record) => <li key={record.id}><a href={href(recordPath(record.kind, record.id))}>{record.title}</a></li>)}</ul>
        {found.count > found.records.length && <p class="hint">{texts().andMore(found.count - found.records.length)}</p>}
    </>
);
