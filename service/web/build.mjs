// node build.mjs TARGET: makes the page: TARGET/app.js, a script for every group of views, texts.nl.js and texts.en.js, chunk.js (src/core.ts: what
// more than one of them needs), app.css and fields.json. The names are fixed, so that CMake knows them; their folder's address has the hash. With --watch it
// stays and makes them anew after every change, for a server that was started with --web-root TARGET.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { makeFields, termsOf } from './fields.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [target, watch] = process.argv.slice(2);
if (!target) {
    console.error('usage: node build.mjs TARGET [--watch]');
    process.exit(2);
}
const folder = resolve(target);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'fields.json'), makeFields(join(here, '../../schema')));

// A vocabulary that a view needs at once comes with its script: codes and labels, not what people type when they mean them.
const vocabularies = {
    name: 'vocabularies',
    setup: (own) => own.onLoad({ filter: /schema\/vocabularies\/[\w-]+\.json$/ }, ({ path }) => ({ contents: JSON.stringify(termsOf(JSON.parse(readFileSync(path, 'utf8')), path)), loader: 'json' })),
};

const options = {
    absWorkingDir: here,
    entryPoints: [{ in: 'src/main.tsx', out: 'app' }, { in: 'src/style/app.css', out: 'app' }],
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: '[name]',  // "share the same path": something shared is missing from src/core.ts
    plugins: [vocabularies],
    minify: !watch,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['*.woff2', '*.svg'],
    legalComments: 'none',
    logLevel: 'warning',
};
if (watch) await (await context(options)).watch();
else await build(options);
