// What a form asks in which order.
import type { Field, KindInfo } from '../fields';

const about_the_record = ['slug', 'status', 'visibility', 'ownerId', 'asOf', 'lastCheckedOn'];

// What people come to enter comes before all that may be said as well: these fields first, and these lists straight after them.
const first: Record<string, string[]> = {
    stagevergoeding: ['title', 'direction', 'holderId', 'validFrom', 'validUntil'],
};
export const core: Record<string, string[]> = {
    stagevergoeding: ['tariffs', 'paymentRoute'],
    agreement: ['parties'],
    partnership: ['regions'],
};

interface Section {
    name: 'main' | 'core' | 'more' | 'sources' | 'record';
    fields: Field[];
}

// Then what else there is: short answers before lists; then sources, then what is about the record itself.
export function sections(kind: KindInfo): Section[] {
    const own = kind.fields.filter((field) => !about_the_record.includes(field.name) && field.name !== 'sources');
    const isLarge = (field: Field) =>
        field.name === 'note' || field.type === 'object' || (field.type === 'list' && field.item?.type === 'object');
    const isCore = (field: Field) => core[kind.kind]?.includes(field.name) ?? false;
    const isMain = (field: Field) => !isCore(field) && (first[kind.kind]?.includes(field.name) ?? !isLarge(field));
    const rest = own.filter((field) => !isMain(field) && !isCore(field));
    const all: Section[] = [
        { name: 'main', fields: own.filter(isMain) },
        { name: 'core', fields: own.filter(isCore) },
        { name: 'more', fields: [...rest.filter((field) => !isLarge(field)), ...rest.filter(isLarge)] },
        { name: 'sources', fields: kind.fields.filter((field) => field.name === 'sources') },
        { name: 'record', fields: kind.fields.filter((field) => about_the_record.includes(field.name)) },
    ];
    return all.filter((section) => section.fields.length > 0);
}
