// Kinds, fields and code lists with their labels, as fields.mjs made them from the schema. Fetched when a view first needs them.
import { language } from './address';
import { useLoad } from './load';

export interface Both { nl: string; en: string }

export type FieldType = 'code' | 'reference' | 'money' | 'schoolYear' | 'url' | 'markdown' | 'choice' | 'date' | 'email' | 'text' | 'string' | 'list' | 'object' | 'integer'
    | 'number' | 'boolean' | 'date-time';

export interface Field {
    name: string;  // "" for the item of a list
    type: FieldType;
    label?: Both;
    help?: Both;
    required?: true;
    default?: unknown;
    vocabulary?: string;
    references?: string[];
    choices?: string[];
    maxLength?: number;
    minimum?: number;
    maximum?: number;
    minItems?: number;
    maxItems?: number;
    fields?: Field[];
    item?: Field;
}

export interface KindInfo {
    kind: string;
    collection: string;
    label: Both;
    plural: Both;
    help: Both;
    titleField: string;
    fields: Field[];
}

export interface Term { code: string; label: Both; description?: Both }

export interface Fields {
    kinds: KindInfo[];
    vocabularies: Record<string, { title: Both; terms: Term[] }>;
}

async function fetchFields(signal?: AbortSignal): Promise<Fields> {
    const response = await fetch(new URL('fields.json', import.meta.url), signal ? { signal } : {});
    if (!response.ok) throw new Error(`fields.json: ${response.status}`);
    return await response.json() as Fields;
}

export const useFields = () => useLoad<Fields>('fields.json', fetchFields);

export const say = (text: Both | undefined): string => (text ? text[language()] : '');

export function termLabel(fields: Fields, vocabulary: string, code: string): string {
    return say(fields.vocabularies[vocabulary]?.terms.find((term) => term.code === code)?.label) || code;
}

// Where "tariffs/0/amount/value" leads: the fields on the way, lists' items included as the list itself.
export function fieldsAt(kind: KindInfo, pointer: string): Field[] {
    const way: Field[] = [];
    let members: Field[] | undefined = kind.fields;
    let last: Field | undefined;
    for (const step of pointer.split('/').slice(1)) {
        if (last?.type === 'list' && /^\d+$/.test(step)) {
            last = last.item;
            members = last?.fields;
            continue;
        }
        last = members?.find((field) => field.name === step);
        if (!last) break;
        way.push(last);
        members = last.fields;
    }
    return way;
}
