// Kinds, fields and code lists with their labels, as fields.mjs made them from the schema. Fetched when a view first needs them.
import { language } from './address';
import type { Schemas } from './api';
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
    vocabulary?: VocabularyName;
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

export interface Term { code: string; label: Both }

// "study-modes" of the OpenAPI document's StudyModesCode, so a vocabulary that is not there does not compile.
type Kebab<Text extends string> = Text extends `${infer First}${infer Rest}` ? `${Lowercase<First>}${Rest extends Uncapitalize<Rest> ? '' : '-'}${Kebab<Rest>}` : Text;
export type VocabularyName = { [Name in keyof Schemas]: Name extends `${infer Own}Code` ? Kebab<Own> : never }[keyof Schemas];

export interface Terms { vocabularies: Partial<Record<VocabularyName, Term[]>> }
export interface Fields extends Terms { kinds: KindInfo[] }

async function fetchFields(signal: AbortSignal): Promise<Fields> {
    const response = await fetch(new URL('fields.json', import.meta.url), { signal });
    if (!response.ok) throw new Error(`fields.json: ${response.status}`);
    return await response.json() as Fields;
}

export const useFields = () => useLoad<Fields>('fields', fetchFields);

export const say = (text: Both | undefined): string => (text ? text[language()] : '');

export const termsOf = (terms: Terms, vocabulary: VocabularyName | undefined): Term[] => (vocabulary ? terms.vocabularies[vocabulary] ?? [] : []);

export const termLabel = (terms: Terms, vocabulary: VocabularyName | undefined, code: string): string =>
    say(termsOf(terms, vocabulary).find((term) => term.code === code)?.label) || code;

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
