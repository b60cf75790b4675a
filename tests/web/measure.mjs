// usage: node tests/web/measure.mjs BINARY
//
// The first load of the search and the comparison, with an empty cache: bytes over the wire, largest contentful paint and layout shift; the median of
// five, unhindered and with a processor four times slower. Figures of this machine: to compare before and after a change, not a test.
import { resolve } from 'node:path';

const [binary] = process.argv.slice(2);
if (!binary) {
    console.error('usage: node tests/web/measure.mjs BINARY');
    process.exit(2);
}
process.env.AFB_BINARY = resolve(binary);
process.env.AFB_CHROMIUM ??= '/usr/bin/chromium';
const { layoutShift, openPage, startBrowser, startService, transferSize } = await import('./kit.mjs');

const rounds = 5;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const paintTime = (page) =>
    page.evaluate(
        () =>
            new Promise((found) => {
                new PerformanceObserver((list) => found(list.getEntries().at(-1).startTime)).observe({
                    type: 'largest-contentful-paint',
                    buffered: true,
                });
            }),
    );

const [service, browser] = await Promise.all([startService({ starter: true }), startBrowser()]);
for (const [name, path, ready] of [
    ['search', '/?q=stagevergoeding', '.hit'],
    ['compare', '/vergelijken', '#behind'],
]) {
    for (const slowdown of [1, 4]) {
        const paints = [];
        const shifts = [];
        let bytes = 0;
        for (let round = 0; round < rounds; round += 1) {
            const { page, close } = await openPage(browser, 'about:blank');
            const session = await page.context().newCDPSession(page);
            await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
            await page.goto(service.url + path);
            await page.locator(ready).first().waitFor();
            paints.push(await paintTime(page));
            shifts.push(await layoutShift(page));
            bytes = await transferSize(page);
            await close();
        }
        console.log(
            `${name}  cpu/${slowdown}  ${(bytes / 1024).toFixed(1)} KB  LCP ${Math.round(median(paints))} ms  CLS ${median(shifts).toFixed(4)}`,
        );
    }
}
await browser.close();
await service.stop();
