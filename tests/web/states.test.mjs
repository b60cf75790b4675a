// Waiting, failing, choosing, mistakes, conflicts, deleting: every state is as accessible, calm and at ease with the policy as the page at rest.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
    accessibilityFindings,
    openPage,
    policyReports,
    sidewaysOverflow,
    startBrowser,
    startService,
} from './kit.mjs';
import { reachState, states } from './states.mjs';

let service;
let browser;
before(async () => {
    [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]);
});
after(async () => {
    await browser?.close();
    await service?.stop();
});

for (const state of states) {
    test(`${state.name} has no findings by axe and no policy reports, and fits, in both languages`, async () => {
        await Promise.all(
            [false, true].map(async (inEnglish) => {
                const { page, faults, close } = await openPage(browser, `${service.url}/over`);
                await reachState({ page, service, state, inEnglish });
                assert.equal(await page.getAttribute('html', 'lang'), inEnglish ? 'en' : 'nl');
                assert.equal(await page.locator('h1').count(), 1);
                assert.deepEqual(await accessibilityFindings(page), []);
                assert.deepEqual(await policyReports(page), []);
                assert.deepEqual(state.refused ? [] : faults, []);
                await page.setViewportSize({ width: 320, height: 800 });
                assert.equal(await sidewaysOverflow(page), 0);
                await close();
            }),
        );
    });
}
