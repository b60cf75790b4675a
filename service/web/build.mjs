// node build.mjs TARGET: makes the page: TARGET/app.js, later.js (what the first view does not need), chunk.js (what both
// need), app.css and fields.json. The names are fixed, so that CMake knows them; their folder's address has the hash. With --watch it stays and makes them anew
// after every change, for a server that was started with --web-root TARGET.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { makeFields } from './fields.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [target, watch] = process.argv.slice(2);
if (!target) {
    console.error('usage: node build.mjs TARGET [--watch]');
    process.exit(2);
}
const folder = resolve(target);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'fields.json'), makeFields(join(here, '../../schema')));

const options = {
    absWorkingDir: here,
    entryPoints: [{ in: 'src/main.tsx', out: 'app' }, { in: 'src/style/app.css', out: 'app' }],
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: '[name]',
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
