// Every text of the page, in both languages, each in a script of its own. English has the type of Dutch: a text that is missing does not compile.
import { type Language, language } from './address';
import type { nl } from './texts.nl';

export type Texts = typeof nl;

const fetched: Partial<Record<Language, Texts>> = {};

export async function fetchTexts(wanted: Language): Promise<void> {
    fetched[wanted] ??= wanted === 'nl' ? (await import('./texts.nl')).nl : (await import('./texts.en')).en;
}

export const hasTexts = (wanted: Language): boolean => fetched[wanted] !== undefined;

// While the other language is on its way, what is there.
export function texts(): Texts {
    const found = fetched[language()] ?? fetched.nl ?? fetched.en;
    if (!found) throw new Error('texts are asked before they are fetched');
    return found;
}
