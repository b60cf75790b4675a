// What the page knows about records: every kind with its fields, and the labels of every code, made from ../../schema so that nothing is said twice.
// `$ref`s are replaced, annotations that only the server needs are left out. A field without a label in both languages, a vocabulary
// that does not exist or a type the form has no control for stops the build.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const bothLanguages = (text, where) => {
    if (!text?.nl || !text?.en) throw new Error(`${where}: no label in both languages`);
    return text;
};

// The codes of a vocabulary with their labels.
export const termsOf = ({ terms }, where) => ({ terms: terms.map(({ code, label }) => ({ code, label: bothLanguages(label, `${where} ${code}`) })) });

function readVocabularies(folder) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return Object.fromEntries(files.map((file) => {
        const vocabulary = readJson(join(folder, file));
        return [vocabulary.name, termsOf(vocabulary, file).terms];
    }));
}

// The control a field gets: the schema's type, made more precise by its annotations.
function typeOf(schema) {
    if (schema['x-vocabulary']) return 'code';
    if (schema['x-reference']) return 'reference';
    if (['money', 'schoolYear', 'url', 'markdown'].includes(schema['x-type'])) return schema['x-type'];
    if (schema.enum) return 'choice';
    if (schema.format === 'date' || schema.format === 'email') return schema.format;
    if (schema.format === 'uri') return 'url';
    if (schema.type === 'string') return (schema.maxLength ?? 0) > 500 ? 'text' : 'string';
    if (schema.type === 'array') return 'list';
    return schema.type;
}

const known = ['code', 'reference', 'money', 'schoolYear', 'url', 'markdown', 'choice', 'date', 'email', 'text', 'string', 'list', 'object', 'integer', 'number', 'boolean', 'date-time'];

function makeReader(common, vocabularies) {
    const resolve = (schema) => {
        if (!schema.$ref) return schema;
        const { $ref, ...beside } = schema;
        const found = common.$defs[$ref.replace('common.schema.json#/$defs/', '')];
        if (!found) throw new Error(`unknown $ref ${$ref}`);
        return { ...resolve(found), ...beside };
    };
    const read = (name, given, required, where) => {
        const schema = resolve(given);
        const field = { name, type: typeOf(schema) };
        if (!known.includes(field.type)) throw new Error(`${where}: no control for type ${field.type}`);
        if (schema['x-labels']) field.label = bothLanguages(schema['x-labels'], where);
        else if (name) throw new Error(`${where}: no label`);
        if (schema['x-help']) field.help = bothLanguages(schema['x-help'], where);
        if (required) field.required = true;
        if (schema.default !== undefined) field.default = schema.default;
        if (field.type === 'code') {
            if (!vocabularies[schema['x-vocabulary']]) throw new Error(`${where}: unknown vocabulary ${schema['x-vocabulary']}`);
            field.vocabulary = schema['x-vocabulary'];
        }
        if (field.type === 'reference') field.references = schema['x-reference'];
        if (field.type === 'choice') field.choices = schema.enum;
        for (const limit of ['maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']) if (schema[limit] !== undefined) field[limit] = schema[limit];
        if (field.type === 'object') field.fields = readAll(schema, where);
        if (field.type === 'list') field.item = read('', schema.items, false, `${where}[]`);
        return field;
    };
    const readAll = (schema, where) => Object.entries(schema.properties)
        .filter(([, property]) => !property.readOnly)
        .map(([name, property]) => read(name, property, schema.required?.includes(name) ?? false, `${where}.${name}`));
    return readAll;
}

// schema: the folder. The same content gives the same text.
export function makeFields(schema) {
    const vocabularies = readVocabularies(join(schema, 'vocabularies'));
    const common = readJson(join(schema, 'records/common.schema.json'));
    const readAll = makeReader(common, vocabularies);
    const files = readdirSync(join(schema, 'records')).filter((name) => basename(name) !== 'common.schema.json').sort();
    const kinds = files.map((file) => {
        const own = readJson(join(schema, 'records', file));
        const whole = {
            properties: { ...own.properties, ...Object.fromEntries(Object.entries(common.properties).filter(([name]) => !(name in own.properties))) },
            required: [...common.required, ...(own.required ?? [])],
        };
        return {
            kind: own['x-kind'], collection: own['x-collection'], order: own['x-order'], label: bothLanguages(own['x-labels'], file),
            plural: bothLanguages(own['x-labels-plural'], file), help: own['x-help'], titleField: own['x-title-field'], fields: readAll(whole, own['x-kind']),
        };
    });
    return JSON.stringify({ kinds: kinds.sort((a, b) => a.order - b.order), vocabularies });
}
