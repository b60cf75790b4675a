// node compress.mjs SOURCE TARGET: copies SOURCE to TARGET, and beside it TARGET.gz and TARGET.br, as small as they get. The same input gives
// the same bytes. A kind of file the program cannot name the media type of is refused here, before it can be served wrongly.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const known = ['.css', '.js', '.svg', '.txt', '.html', '.json', '.woff2', '.png'];
const [source, target] = process.argv.slice(2);
if (!source || !target) {
    console.error('usage: node compress.mjs SOURCE TARGET');
    process.exit(2);
}
if (!known.includes(extname(target))) {
    console.error(`compress.mjs: ${target}: no media type known for ${extname(target) || 'a name without extension'}`);
    process.exit(1);
}

let content = readFileSync(source);
if (target.endsWith('.js') || target.endsWith('.css')) {
    // Source maps are not served, so nothing may point to them.
    content = Buffer.from(
        content.toString('utf8').replace(/\n?(\/\/|\/\*)# sourceMappingURL=[^\n*]*(\*\/)?\n?/g, '\n'),
        'utf8',
    );
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, content);
writeFileSync(`${target}.gz`, gzipSync(content, { level: 9 }));
writeFileSync(
    `${target}.br`,
    brotliCompressSync(content, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
    }),
);
