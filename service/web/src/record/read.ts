// Reading one record, for every view of it.
import { language } from '../address';
import { type Row, call } from '../api';
import { collections } from '../kinds';

export interface RecordData { record: Row; etag: string }

export const recordKey = (kind: string, id: string): string => `/v1/${collections[kind]}/${id} ${language()}`;

export async function readRecord(kind: string, id: string, signal?: AbortSignal): Promise<RecordData> {
    const { body, etag } = await call<Row>(`/v1/${collections[kind]}/${encodeURIComponent(id)}`, { signal });
    return { record: body, etag };
}
