// Every text of the page, in both languages. English has the type of Dutch: a text that is missing does not compile.
import { language } from './address';
import { en } from './texts.en';
import { nl } from './texts.nl';

export type Texts = typeof nl;

const both: Record<'nl' | 'en', Texts> = { nl, en };

export const texts = (): Texts => both[language()];
