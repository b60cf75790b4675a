// What people come for, done as they would do it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, startBrowser, startService } from './kit.mjs';

let service;
let browser;
before(async () => { [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]); });
after(async () => { await browser?.close(); await service?.stop(); });

test('somebody finds what Rotterdam pays pabo students and by which route, with the keyboard only', async () => {
    const { page, faults, close } = await openPage(browser, `${service.url}/`);
    await page.getByRole('combobox').focus();
    await page.keyboard.type('stagevergoeding pabo rotterdam');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    assert.match(page.url(), /\?q=stagevergoeding\+pabo\+rotterdam$/);
    await page.getByRole('link', { name: 'Stagevergoeding pabo Rotterdam en Den Haag', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.tariffs').waitFor();
    // Leerjaar 2 is in the first tariff: 180 euros a month at two days a week, so 90 for each day a week.
    const tariff = page.locator('.tariffs tbody tr').first();
    assert.match(await tariff.textContent(), /leerjaar 1, 2.*€\s180 per maand.*2.*€\s90/);
    const route = page.locator('.flow');
    assert.match(await route.textContent(), /Besluit.*Schoolbestuur/);
    assert.match(await route.textContent(), /Betaalt uit.*niet in de bron.*niet vermeld.*Student/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'inhoud');
    assert.match(await page.title(), /^Stagevergoeding pabo Rotterdam en Den Haag/);
    assert.deepEqual(faults, []);
    await close();
});

test('filters are in the address, go away by their chip, and back and forward work', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?q=stagevergoeding`);
    await page.locator('.hit').first().waitFor();
    const all = await page.locator('#results').textContent();
    await page.locator('.opt', { hasText: 'Stagevergoedingen' }).getByRole('checkbox').check();
    await page.locator('.chip').waitFor();
    await page.waitForFunction((before) => document.querySelector('#results')?.textContent !== before, all);
    assert.match(page.url(), /kind=stagevergoeding/);
    const few = await page.locator('#results').textContent();
    await page.goBack();
    await page.waitForFunction((wanted) => document.querySelector('#results')?.textContent === wanted, all);
    assert.equal(await page.locator('.chip').count(), 0);
    await page.goForward();
    await page.waitForFunction((wanted) => document.querySelector('#results')?.textContent === wanted, few);
    await page.locator('.chip').click();
    await page.waitForFunction((wanted) => document.querySelector('#results')?.textContent === wanted, all);
    await close();
});

test('the counts beside the filters are what choosing them gives', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?kind=stagevergoeding`);
    const option = page.locator('.facet', { hasText: 'Sector' }).locator('.opt').first();
    await option.waitFor();
    const before = await page.locator('#results').textContent();
    const count = Number((await option.locator('.n').textContent()).match(/\d+/)[0]);
    await option.getByRole('checkbox').check();
    await page.waitForFunction((old) => document.querySelector('#results')?.textContent !== old, before);
    assert.equal(parseInt(await page.locator('#results').textContent(), 10), count);
    await close();
});

test('a misspelt compound leads to what was meant', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?q=stagevergoedinng`);
    const link = page.locator('.didyoumean a');
    await link.waitFor();
    assert.equal(await link.textContent(), 'stagevergoeding');
    await link.click();
    await page.locator('.hit').first().waitFor();
    assert.ok(parseInt(await page.locator('#results').textContent(), 10) > 5);
    await close();
});

test('suggestions can be walked with the arrows and lead to the record', async () => {
    const { page, close } = await openPage(browser, `${service.url}/`);
    await page.getByRole('combobox').focus();
    await page.keyboard.type('achterhoek');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = await page.locator('[role=option][aria-selected=true] > span').first().textContent();
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: chosen }).waitFor();
    await close();
});

test('the language changes in place and stays in every link', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?kind=agreement`);
    await page.locator('.hit').first().waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: /results/ }).waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.locator('.hit h3 a').first().click();
    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    assert.match(page.url(), /lang=en/);
    await close();
});

test('without a connection the page says so, and goes on when it is back', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?q=pabo`);
    await page.locator('.hit').first().waitFor();
    await page.context().setOffline(true);
    await page.locator('#q').fill('convenant');
    await page.locator('#q').press('Enter');
    await page.getByRole('heading', { name: 'Geen verbinding' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.hit').first().waitFor();
    await close();
});
