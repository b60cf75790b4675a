// The page fits the API and both languages: its types are made from the program's own OpenAPI document, and then everything is checked. A
// member that is gone, a text that is missing in one language, a view that uses what is not there: all of them are here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'afb-types-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const node = (script, ...args) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

test('the sources of the page compile against the OpenAPI document of this program', () => {
    const document = spawnSync(process.env.AFB_BINARY, ['openapi', '--version', '3.1', '--lang', 'nl'], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
    });
    assert.equal(document.status, 0, document.stderr);
    const file = join(folder, 'openapi.json');
    writeFileSync(file, document.stdout);
    const web = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../service/web');
    const made = node('node_modules/openapi-typescript/bin/cli.js', file, '--output', join(web, 'generated/api.d.ts'));
    assert.equal(made.status, 0, made.stderr);
    const checked = node('node_modules/typescript/bin/tsc', '-p', web);
    assert.equal(checked.status, 0, checked.stdout);
});

test('the sources of the page are formatted', () => {
    const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
    const checked = node(
        'node_modules/prettier/bin/prettier.cjs',
        '--config',
        join(root, '.prettierrc.json'),
        '--check',
        join(root, 'service/web/src/**/*.{ts,tsx,css}'),
        join(root, 'service/web/*.{mjs,css}'),
        join(root, 'tests/web/*.mjs'),
    );
    assert.equal(checked.status, 0, `./afb fmt mends it\n${checked.stderr}`);
});
