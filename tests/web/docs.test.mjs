// The documentation pages: complete without script, at ease with the strict policy, accessible, and true.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import {
    accessibilityFindings,
    openPage,
    policyReports,
    sidewaysOverflow,
    startBrowser,
    startService,
} from './kit.mjs';

let service;
let browser;
before(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
});
after(async () => {
    await browser?.close();
    await service?.stop();
});

// axe looks at every element against every other one: minutes for all operations of all kinds. They are made by the same code, so
// a few stand for the others; the test without script counts them all.
const thin = (page) =>
    page.evaluate(() => {
        const keep = { '.operation': 6, '.schema': 2, '.codes > section': 2, '.page > .scroll': 3, '.page > h2': 3 };
        for (const [selector, count] of Object.entries(keep))
            [...document.querySelectorAll(selector)].slice(count).forEach((part) => part.remove());
    });

// Another look is held against the rules that look at looks.
const looks = [
    ['Dutch', '', {}, null],
    ['English, dark', '?lang=en', { colorScheme: 'dark' }, ['color-contrast', 'valid-lang', 'html-has-lang']],
    ['320 pixels wide', '', { viewport: { width: 320, height: 800 } }, ['target-size', 'scrollable-region-focusable']],
];
for (const path of ['/docs', '/docs/problems', '/docs/glossary']) {
    for (const [look, query, options, rules] of looks) {
        test(`${path} has no findings by axe, no policy reports and fits the window (${look})`, async () => {
            const { page, faults, close } = await openPage(browser, service.url + path + query, options);
            assert.equal(await page.getAttribute('html', 'lang'), query === '' ? 'nl' : 'en');
            assert.equal(await sidewaysOverflow(page), 0);
            await thin(page);
            assert.deepEqual(await accessibilityFindings(page, rules), []);
            assert.deepEqual(await policyReports(page), []);
            assert.deepEqual(faults, []);
            await close();
        });
    }
}

test('the reference is complete without script, and its policy is the strict one', async () => {
    const answer = await fetch(`${service.url}/docs`);
    assert.equal(answer.status, 200);
    const policy = answer.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    const { page, close } = await openPage(browser, `${service.url}/docs`, { javaScriptEnabled: false });
    const specification = await (await fetch(`${service.url}/v1/openapi.json`)).json();
    const operations = Object.values(specification.paths).flatMap((item) =>
        Object.entries(item)
            .filter(([name]) => name !== 'servers')
            .map(([, operation]) => operation.operationId),
    );
    assert.ok(operations.length > 50);
    for (const id of operations) assert.equal(await page.locator(`h3#${id}`).count(), 1, id);
    await close();
});

test('the first curl commands of the page work', async () => {
    const { page, close } = await openPage(browser, `${service.url}/docs`);
    const commands = await page.locator('pre.curl').allTextContents();
    await close();
    const run = (command) => {
        const shell = spawnSync('bash', ['-c', `${command} --silent --output /dev/null --write-out '%{http_code}'`], {
            encoding: 'utf8',
            env: { ...process.env, AFB_TOKEN: service.token },
        });
        return `${shell.stdout} ${command.split('\n')[0]}`;
    };
    // Reading lists, and adding a record of every kind; what reads or compares certain records needs the starter collection.
    const lists = commands.filter(
        (one) =>
            /^curl '[^']*\/(v1|health|metrics)[^{}']*'$/.test(one) && !/\/v1\/[a-z]+\/[^?]|\/v1\/compare/.test(one),
    );
    assert.ok(lists.length >= 10);
    for (const command of lists) assert.match(run(command), /^200 /);
    const additions = commands.filter((one) => /^curl -X POST '[^']*\/v1\/[a-z]+'/.test(one));
    assert.equal(additions.length, 7);
    for (const command of additions) assert.match(run(command), /^201 /);
});

test('Swagger UI runs under the strict policy, and sends a request to this service', async () => {
    const { page, faults, close } = await openPage(browser, `${service.url}/docs/try`);
    const tag = page.locator('.opblock-tag[data-tag="vocabularies"]');
    await tag.waitFor();
    await tag.click();
    await page.locator('#operations-vocabularies-listVocabularies .opblock-summary-control').click();
    await page.locator('#operations-vocabularies-listVocabularies .try-out__btn').click();
    await page.locator('#operations-vocabularies-listVocabularies .execute').click();
    const status = page
        .locator('#operations-vocabularies-listVocabularies .live-responses-table .response-col_status')
        .last();
    await status.waitFor();
    assert.match(await status.textContent(), /^200/);
    assert.deepEqual(await policyReports(page), []);
    assert.deepEqual(faults, []);
    await close();
});
