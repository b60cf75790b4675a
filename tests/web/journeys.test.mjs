// What people come for, done as they would do it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openPage, startBrowser, startService } from './kit.mjs';

let service;
let browser;
before(async () => {
    [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]);
});
after(async () => {
    await browser?.close();
    await service?.stop();
});

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

test('the comparison says what is paid at two days a week, with a table and a file that say the same', async () => {
    const { page, faults, close } = await openPage(browser, `${service.url}/vergelijken?studyYear=3`);
    await page.locator('#behind').waitFor();
    // Cao vo: 500 for four days a week is 250 for two, as much as the proposal's 250 for two; so the median of the two is 250.
    assert.match(await page.locator('.kpi .v').first().textContent(), /^€\s250$/);
    const rows = await page
        .locator('section[aria-labelledby=behind] tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.deepEqual(
        rows.filter((row) => /^€/.test(row[3])).map((row) => row[3].replace(/[^\d]/g, '')),
        ['250', '250'],
    );
    // What is not known is not a number.
    assert.ok(rows.some((row) => /niet te vergelijken/.test(row[3])));

    await page.getByRole('button', { name: 'Tabel Bedrag per maand' }).click();
    const table = await page.locator('section[aria-labelledby=amounts] tbody').textContent();
    assert.match(table, /Leerjaar 3.*€\s250.*€\s250/);

    const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    const text = readFileSync(await file.path(), 'utf8');
    assert.equal(text.charCodeAt(0), 0xfeff);
    const lines = text.slice(1).trim().split('\r\n');
    assert.equal(lines.length, rows.length + 1);
    assert.match(lines[0], /^Regeling;Voor wie;Zoals vermeld;/);
    assert.deepEqual(faults, []);
    await close();
});

test('on a telephone every tariff behind the figures shows its amount', async () => {
    const { page, close } = await openPage(browser, `${service.url}/vergelijken`, {
        viewport: { width: 390, height: 800 },
    });
    const amounts = page.locator('section[aria-labelledby=behind] tbody td.r');
    await amounts.first().waitFor();
    for (const amount of await amounts.all()) {
        const box = await amount.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= 390, `from ${box.x}, ${box.width} wide`);
    }
    await close();
});

test('somebody compares their region with the rest, at another number of days, by address and by keyboard', async () => {
    const { page, close } = await openPage(browser, `${service.url}/onderwijsregios/haaglanden`);
    await page.getByRole('link', { name: 'Vergelijk deze regio met de rest' }).click();
    await page.locator('.kpi.mine').waitFor();
    // The source of Haaglanden names no amount: that is said, and is not nought.
    assert.match(await page.locator('.kpi.mine').textContent(), /Haaglanden.*Niet bekend/);
    assert.equal(await page.locator('tr.mine').count(), 1);
    const atTwo = await page.locator('.kpi .v').nth(1).textContent();
    await page.locator('#days').focus();
    await page.locator('#days').selectOption('4');
    await page.waitForFunction((before) => document.querySelectorAll('.kpi .v')[1]?.textContent !== before, atTwo);
    const euros = (text) => Number(text.replace(/[^\d]/g, ''));
    assert.equal(euros(await page.locator('.kpi .v').nth(1).textContent()), 2 * euros(atTwo));
    assert.match(page.url(), /daysPerWeek=4/);
    await page.goBack();
    await page.waitForFunction((before) => document.querySelectorAll('.kpi .v')[1]?.textContent === before, atTwo);
    await close();
});

test('what was found can be taken along as a file', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?kind=stagevergoeding`);
    await page.locator('.hit').first().waitFor();
    const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n');
    assert.equal(lines.length, 1 + parseInt(await page.locator('#results').textContent(), 10));
    assert.match(lines[0], /^Soort;Titel;Adres;/);
    await close();
});

test('two regulations are laid next to each other from the results', async () => {
    const { page, faults, close } = await openPage(browser, `${service.url}/?kind=stagevergoeding&q=pabo`);
    await page
        .getByLabel(/^Vergelijk/)
        .nth(0)
        .check();
    await page.getByText('Kies er nog een').waitFor();
    await page
        .getByLabel(/^Vergelijk/)
        .nth(1)
        .check();
    await page.getByRole('link', { name: 'Naast elkaar' }).click();
    await page.locator('.side-by-side thead th').nth(2).waitFor();
    assert.equal(await page.locator('.side-by-side thead a').count(), 2);
    const differing = await page.locator('.side-by-side tbody tr').count();
    await page.getByLabel('Toon ook wat hetzelfde is').check();
    assert.ok((await page.locator('.side-by-side tbody tr').count()) > differing);
    assert.match(page.url(), /ids=/);
    assert.deepEqual(faults, []);
    await close();
});

test('which agreements cross the boundary of a region is one click from that region', async () => {
    const { page, close } = await openPage(browser, `${service.url}/onderwijsregios/haaglanden`);
    await page.getByRole('link', { name: 'Afspraken over de grens van deze regio' }).click();
    await page.locator('#results').waitFor();
    assert.match(page.url(), /boundary=across/);
    await page.goto(`${service.url}/netwerk?deel=regiogrens`);
    await page.locator('.matrix .some a').first().click();
    const cell = page.locator('section[id^=cell-]').first();
    assert.match(
        await cell.textContent(),
        /Binnen Haaglanden.*Stagevergoeding lerarenopleiding vo in Onderwijsregio Haaglanden/,
    );
    assert.match(page.url(), /#cell-/);
    assert.match(
        await page.locator('section[aria-labelledby=matrix] .note').textContent(),
        /1 afspraak ligt binnen één regio, 0 over een grens/,
    );
    await page.getByRole('button', { name: 'Tabel Afspraken per paar van regio’s' }).click();
    assert.match(
        await page.locator('section[aria-labelledby=matrix] tbody tr').first().textContent(),
        /HaaglandenHaaglanden1/,
    );
    await close();
});

test('a list is narrowed by a few letters of a name or a place', async () => {
    const { page, close } = await openPage(browser, `${service.url}/netwerk`);
    await page.getByLabel('Zoek op naam of plaats').fill('LELYSTAD');
    await page.getByText(/^\d+ van 57$/).waitFor();
    assert.ok(await page.getByRole('link', { name: 'Almere Lelystad' }).isVisible());
    assert.ok((await page.locator('.data tbody tr').count()) < 10);
    await close();
});

test('charts keep their colours and lines when the system takes the colours over, and print leaves out what cannot be used on paper', async () => {
    const { page, close } = await openPage(browser, `${service.url}/vergelijken?groupBy=sector`, {
        forcedColors: 'active',
    });
    await page.locator('.chart .dot').first().waitFor();
    const fills = await page
        .locator('.chart .dot')
        .first()
        .evaluate((dot) => getComputedStyle(dot).fill);
    assert.notEqual(fills, 'rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.nav').isVisible(), false);
    await close();
});

test('a bar of the amounts is a filter, by keyboard too, with the same figures as a list and as a file', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?kind=stagevergoeding`);
    const bar = page.getByRole('link', { name: /^50 tot 75 euro: \d+ regeling/ });
    await bar.waitFor();
    const count = Number((await bar.getAttribute('aria-label')).match(/: (\d+)/)[1]);
    assert.ok(count > 0);
    assert.match(
        await page.locator('.opt', { hasText: '50 tot 75 euro' }).locator('.n').textContent(),
        new RegExp(`, ${count} `),
    );
    const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV Regelingen naar bedrag' }).click(),
    ]);
    assert.match(readFileSync(await file.path(), 'utf8'), new RegExp(`50 tot 75 euro;${count}\r`));
    await bar.focus();
    await page.keyboard.press('Enter');
    await page.locator('.chip', { hasText: '50 tot 75 euro' }).waitFor();
    assert.match(page.url(), /amountBand=50-75/);
    assert.equal(parseInt(await page.locator('#results').textContent(), 10), count);
    await close();
});

test('the comparison is narrowed by a bar, and its tables are in the address', async () => {
    const { page, close } = await openPage(browser, `${service.url}/vergelijken`);
    await page.locator('#bands').waitFor();
    await page.getByRole('button', { name: 'Tabel Regelingen naar bedrag' }).click();
    const row = page.locator('section[aria-labelledby=bands] tbody tr', { hasText: '50 tot 75 euro' });
    const count = Number(await row.locator('td').textContent());
    assert.match(page.url(), /tabel=bands/);
    await page.getByRole('button', { name: 'Tabel Regelingen naar bedrag' }).click();
    await page.getByRole('link', { name: new RegExp(`^50 tot 75 euro: ${count} `) }).click();
    await page.waitForURL(/amountBand=50-75/);
    await page.getByRole('link', { name: /^50 tot 75 euro: .*gekozen/ }).waitFor();
    const regulations = await page.locator('section[aria-labelledby=behind] tbody th').allTextContents();
    assert.equal(new Set(regulations).size, count);
    await page.getByRole('link', { name: 'Wis alles' }).click();
    await page.waitForURL(/vergelijken$/);
    await close();
});

test('a search is kept in this browser, found at the start, and let go', async () => {
    const { page, close } = await openPage(browser, `${service.url}/?q=convenant&kind=agreement`);
    await page.getByRole('button', { name: 'Bewaar zoekvraag' }).click();
    await page.getByRole('button', { name: 'Bewaard' }).waitFor();
    await page.goto(`${service.url}/`);
    await page.getByRole('link', { name: 'convenant, Afspraken' }).click();
    await page.locator('.hit').first().waitFor();
    assert.match(page.url(), /kind=agreement&q=convenant|q=convenant&kind=agreement/);
    await page.goto(`${service.url}/`);
    await page.getByRole('button', { name: 'Haal weg: convenant, Afspraken' }).click();
    assert.equal(await page.locator('.saved').count(), 0);
    await close();
});

test('how the money is divided, and how regions are governed, is there to read', async () => {
    const { page, close } = await openPage(browser, `${service.url}/`);
    await page.getByRole('link', { name: 'Hoe wordt het bekostigd?' }).click();
    const scheme = page.locator('.hit', { hasText: 'PBSS 2025' });
    await scheme.waitFor();
    assert.match(await scheme.locator('table').textContent(), /Onderwijsregio.*50\s%.*School.*50\s%/);
    await page.goto(`${service.url}/netwerk`);
    await page.getByRole('link', { name: 'Sturing' }).click();
    await page.locator('#governance').waitFor();
    // Not stated is a group of its own.
    assert.match(await page.locator('#governance table').first().textContent(), /Niet vermeld\D*\d+ regio/);
    await close();
});
