// The kinds of records, as far as every view needs them: what belongs to which address. The rest is in fields.json.
import actors from '../../../schema/vocabularies/actors.json';
import { language } from './address';
import { texts } from './texts';

export const collections: Record<string, string> = {
    stagevergoeding: 'stagevergoedingen',
    agreement: 'agreements',
    partnership: 'partnerships',
    onderwijsregio: 'onderwijsregios',
    funding: 'fundings',
    question: 'questions',
    organisation: 'organisations',
};

export const kindOfCollection = (collection: string): string | undefined =>
    Object.keys(collections).find((kind) => collections[kind] === collection);

// Where people read a record; the API's address with /v1 in front is the same record as data.
export const recordPath = (kind: string, idOrSlug: string): string => `/${collections[kind] ?? kind}/${idOrSlug}`;

export function actorLabel(code: string): string {
    return actors.terms.find((term) => term.code === code)?.label[language()] ?? code;
}

// "onderwijsregio > schoolbestuur + school > student" taken apart; undefined when it is not such a pattern.
export function readPattern(pattern: string): string[][] | undefined {
    const stops = pattern.split(' > ').map((stop) => stop.split(' + '));
    const fits = stops.flat().every((code) => code === '…' || actors.terms.some((term) => term.code === code));
    return fits ? stops : undefined;
}

export const patternText = (pattern: string): string =>
    readPattern(pattern)
        ?.map((stop) => stop.map(actorLabel).join(' + '))
        .join(' → ') ?? pattern;

// "Stagevergoeding", as one record of the kind is called.
export function kindName(kind: string): string {
    const names: Record<string, string> = texts().kindNames;
    return names[kind] ?? kind;
}
