// The page with the starter collection: every view in both languages, on a narrow window and in forced colours is accessible, at ease with the
// strict policy, asks nothing of another host and fits.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFindings, layoutShift, openPage, policyReports, sidewaysOverflow, startBrowser, startService, transferSize } from './kit.mjs';
import { views } from './views.mjs';

let service;
let browser;
before(async () => { [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]); });
after(async () => { await browser?.close(); await service?.stop(); });

const inEnglish = (path) => `${path}${path.includes('?') ? '&' : '?'}lang=en`;

// Another look is held against the rules that look at looks.
const looks = [
    ['Dutch', (path) => path, {}, null],
    ['English, dark', inEnglish, { colorScheme: 'dark' }, ['color-contrast', 'valid-lang', 'html-has-lang', 'button-name', 'link-name', 'label']],
    ['320 pixels wide', (path) => path, { viewport: { width: 320, height: 800 } }, ['target-size', 'scrollable-region-focusable', 'color-contrast']],
];
for (const view of views) {
    test(`${view.name} has no findings by axe, no policy reports and fits, in every look`, async () => {
        await Promise.all(looks.map(async ([look, address, options, rules]) => {
            const { page, faults, close } = await openPage(browser, service.url + address(view.path), options);
            await page.locator(view.ready).first().waitFor();
            const english = address('/').includes('lang=en');
            assert.equal(await page.getAttribute('html', 'lang'), english ? 'en' : 'nl', look);
            assert.equal(await page.locator('h1').count(), 1, look);
            assert.match(await page.title(), /Afsprakenbank/, look);
            assert.equal(await sidewaysOverflow(page), 0, look);
            assert.deepEqual(await accessibilityFindings(page, rules), [], look);
            assert.deepEqual(await policyReports(page), [], look);
            assert.deepEqual(view.refused ? [] : faults, [], look);
            assert.ok(await layoutShift(page) <= 0.02, `${look}: layout shift ${await layoutShift(page)}`);
            await close();
        }));
    });
}

for (const [name, path, ready] of [['search page', '/?q=stagevergoeding', '.hit'], ['comparison', '/vergelijken', '#behind']]) {
    test(`the first load of the ${name} stays under 80 KB`, async () => {
        const { page, close } = await openPage(browser, service.url + path);
        await page.locator(ready).first().waitFor();
        const size = await transferSize(page);
        await close();
        assert.ok(size < 80 * 1024, `${size} bytes`);
    });
}

test('the document of a view announces every script that the view needs', async () => {
    for (const view of [...views, { path: '/toevoegen/agreement', ready: '#token' }]) {
        const { page, close } = await openPage(browser, service.url + view.path);
        await page.locator(view.ready).first().waitFor();
        const [announced, fetched] = await page.evaluate(() => [
            [...document.head.querySelectorAll('script, link[rel=modulepreload]')].map((one) => one.src || one.href),
            performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('.js')),
        ]);
        assert.deepEqual([...new Set(fetched)].sort(), announced.sort(), view.path);
        await close();
    }
});

test('the policy of the page is the strict one, with Trusted Types', async () => {
    const answer = await fetch(`${service.url}/`);
    const policy = answer.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(answer.headers.get('cache-control'), 'public, no-cache');
});

test('an address that is not there is a 404 of the service, not a page that says it is fine', async () => {
    assert.equal((await fetch(`${service.url}/bestaat-niet`)).status, 404);
});
