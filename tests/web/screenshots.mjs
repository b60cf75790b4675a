// usage: node tests/web/screenshots.mjs BINARY [FOLDER]
//
// Photographs every view and every state of the page with the starter collection, 1280 and 390 pixels wide, the forms of who is signed in, and what
// is printed, into FOLDER (build/screenshots): to look at.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [binary, folder = fileURLToPath(new URL('../../build/screenshots', import.meta.url))] = process.argv.slice(2);
if (!binary) {
    console.error('usage: node tests/web/screenshots.mjs BINARY [FOLDER]');
    process.exit(2);
}
process.env.AFB_BINARY = resolve(binary);
process.env.AFB_CHROMIUM ??= '/usr/bin/chromium';
const { openPage, startBrowser, startService } = await import('./kit.mjs');
const { reachState, states } = await import('./states.mjs');
const { printed, signedInViews, views } = await import('./views.mjs');

mkdirSync(folder, { recursive: true });
const [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]);
for (const width of [1280, 390]) {
    const { page, close } = await openPage(browser, `${service.url}/aanmelden`, { viewport: { width, height: 900 } });
    const photograph = async ({ name, path, ready }) => {
        await page.goto(service.url + path);
        await page.locator(ready).first().waitFor();
        await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
    };
    for (const view of views) await photograph(view);
    await page.goto(`${service.url}/aanmelden`);
    await page.locator('#token').fill(service.makeToken('moderator'));
    await page.locator('#token').press('Enter');
    await page.locator('.two-cols').waitFor();
    for (const view of signedInViews) await photograph(view);
    await close();
    for (const state of states) {
        const opened = await openPage(browser, `${service.url}/over`, { viewport: { width, height: 900 } });
        await reachState({ page: opened.page, service, state });
        await opened.page.screenshot({ path: join(folder, `state-${state.name}-${width}.png`), fullPage: true });
        await opened.close();
    }
}
const paper = await openPage(browser, `${service.url}/over`, { viewport: { width: 794, height: 1123 } }); // A4 at 96 dots an inch
await paper.page.emulateMedia({ media: 'print' });
for (const { name, path, ready } of views.filter((view) => printed.includes(view.name))) {
    await paper.page.goto(service.url + path);
    await paper.page.locator(ready).first().waitFor();
    await paper.page.screenshot({ path: join(folder, `print-${name}.png`), fullPage: true });
}
await paper.close();
await browser.close();
await service.stop();
console.log(folder);
