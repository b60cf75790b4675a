// The page with the starter collection: every view in both languages, on a narrow window and in forced colours is accessible, at ease with the
// strict policy, asks nothing of another host and fits.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
    accessibilityFindings,
    keyboardWalk,
    layoutShift,
    openPage,
    policyReports,
    sidewaysOverflow,
    startBrowser,
    startService,
    transferSize,
} from './kit.mjs';
import { views } from './views.mjs';

let service;
let browser;
before(async () => {
    [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]);
});
after(async () => {
    await browser?.close();
    await service?.stop();
});

const inEnglish = (path) => `${path}${path.includes('?') ? '&' : '?'}lang=en`;

const looks = [
    { look: 'Dutch, wide', walked: true },
    {
        look: 'English, dark, 320 pixels wide',
        english: true,
        options: { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
    },
    // The words and the structure are those of the first look.
    { look: 'forced colours', options: { forcedColors: 'active' }, rules: ['color-contrast', 'link-in-text-block'] },
];
const addressOf = (name) => {
    const view = views.find((each) => each.name === name);
    return `${service.url}${view.path}`;
};

// The scripts that the document names, and those that were fetched.
const scripts = (page) =>
    page.evaluate(() => [
        [...document.head.querySelectorAll('script, link[rel=modulepreload]')].map((one) => one.src || one.href).sort(),
        [
            ...new Set(
                performance
                    .getEntriesByType('resource')
                    .map((one) => one.name)
                    .filter((name) => name.endsWith('.js')),
            ),
        ].sort(),
    ]);

for (const view of views) {
    test(`${view.name} has no findings by axe, no policy reports and fits, in every look, and can be walked by keyboard`, async () => {
        await Promise.all(
            looks.map(async ({ look, english = false, options = {}, rules = null, walked = false }) => {
                const path = english ? inEnglish(view.path) : view.path;
                const { page, faults, close } = await openPage(browser, service.url + path, options);
                await page.locator(view.ready).first().waitFor();
                assert.equal(await page.getAttribute('html', 'lang'), english ? 'en' : 'nl', look);
                assert.equal(await page.locator('h1').count(), 1, look);
                assert.match(await page.title(), /Afsprakenbank/, look);
                assert.equal(await sidewaysOverflow(page), 0, look);
                assert.deepEqual(await accessibilityFindings(page, rules), [], look);
                assert.deepEqual(await policyReports(page), [], look);
                assert.deepEqual(view.refused ? [] : faults, [], look);
                assert.ok((await layoutShift(page)) <= 0.02, `${look}: layout shift ${await layoutShift(page)}`);
                if (walked) {
                    const [announced, fetched] = await scripts(page);
                    assert.deepEqual(fetched, announced, 'the document announces every script that the view needs');
                    assert.deepEqual(await keyboardWalk(page), { missed: [], unseen: [] });
                    await page.setViewportSize({ width: 320, height: 800 });
                    assert.equal(await sidewaysOverflow(page), 0, `${look}, made narrow`);
                }
                await close();
            }),
        );
    });
}

test('every view has a title of its own', async () => {
    const titles = [];
    const { page, close } = await openPage(browser, `${service.url}/`);
    for (const view of views.filter(({ refused }) => !refused)) {
        await page.goto(service.url + view.path);
        await page.locator(view.ready).first().waitFor();
        // Some titles say what was read, right after it is shown.
        await page
            .waitForFunction((others) => !others.includes(document.title), titles, { timeout: 5000 })
            .catch(() => {});
        titles.push(await page.title());
    }
    await close();
    assert.deepEqual(
        titles.filter((title, at) => titles.indexOf(title) !== at),
        [],
    );
});

test('what is chosen is told apart when the system takes the colours over', async () => {
    const { page, close } = await openPage(browser, addressOf('compare-tables'), { forcedColors: 'active' });
    await page.locator('#behind').waitFor();
    const colours = (selector, property) =>
        page
            .locator(selector)
            .first()
            .evaluate((one, name) => getComputedStyle(one)[name], property);
    assert.notEqual(
        await colours('.seg label:has(:checked)', 'backgroundColor'),
        await colours('.seg label:not(:has(:checked))', 'backgroundColor'),
    );
    assert.notEqual(
        await colours('.btn[aria-pressed=true]', 'backgroundColor'),
        await colours('.btn:not([aria-pressed=true])', 'backgroundColor'),
    );
    assert.notEqual(
        await colours('.nav [aria-current]', 'borderBottomColor'),
        await colours('.nav :not([aria-current])', 'borderBottomColor'),
    );
    await close();
});

for (const [name, path, ready] of [
    ['search page', '/?q=stagevergoeding', '.hit'],
    ['comparison', '/vergelijken', '#behind'],
]) {
    test(`the first load of the ${name} stays under 80 KB`, async () => {
        const { page, close } = await openPage(browser, service.url + path);
        await page.locator(ready).first().waitFor();
        const size = await transferSize(page);
        await close();
        assert.ok(size < 80 * 1024, `${size} bytes`);
    });
}

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
