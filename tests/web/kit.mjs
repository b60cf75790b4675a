// A running service, empty or with the starter collection, and a browser to look at it with.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import AxeBuilderModule from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const AxeBuilder = AxeBuilderModule.default ?? AxeBuilderModule;

function run(...args) {
    const done = spawnSync(process.env.AFB_BINARY, args, { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${args.slice(0, 2).join(' ')}: ${done.stderr}`);
    return done.stdout.trim();
}

// Starts the program on a free port. `url` where it answers, `token` of an administrator, `makeToken(role)` another one, `stop()` ends it
// and removes its data.
export async function startService({ starter = false } = {}) {
    const data = mkdtempSync(join(tmpdir(), 'afb-web-'));
    let made = 0;
    const makeToken = (role) =>
        run('token', 'create', '--data', data, '--name', `test ${role} ${(made += 1)}`, '--role', role);
    const token = makeToken('admin');
    if (starter) run('import', '--data', data, '--starter');
    const child = spawn(process.env.AFB_BINARY, ['serve', '--data', data, '--listen', '127.0.0.1:0'], {
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (bytes) => {
        log += bytes;
    });
    const url = await new Promise((resolve, reject) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
            const found = line.match(/^listening on (http\S+)/);
            if (found) resolve(found[1]);
        });
        child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${log}`)));
    });
    const stop = () =>
        new Promise((resolve) => {
            child.removeAllListeners('exit');
            child.on('exit', () => {
                rmSync(data, { recursive: true, force: true });
                resolve();
            });
            child.kill('SIGTERM');
        });
    return { url, token, makeToken, stop };
}

export function startBrowser() {
    return chromium.launch({
        executablePath: process.env.AFB_CHROMIUM,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
}

// Opens a page in a fresh context. `faults` fills with everything that should not happen in any of its windows: reports of the policy, errors,
// requests elsewhere.
export async function openPage(browser, url, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL', ...options });
    const faults = [];
    const origin = new URL(url).origin;
    context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    context.on('weberror', (error) => faults.push(String(error.error())));
    context.on('request', (request) => {
        if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
            faults.push(`request to ${request.url()}`);
    });
    context.on('response', (response) => {
        if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await context.addInitScript(() => {
        window.policyReports = [];
        document.addEventListener('securitypolicyviolation', (event) => {
            window.policyReports.push(
                `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
            );
        });
    });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return { page, faults, close: () => context.close() };
}

export const policyReports = (page) => page.evaluate(() => window.policyReports);

// What axe finds against WCAG 2.2 AA and good practice (or only these rules), a line each.
export async function accessibilityFindings(page, rules = null) {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // Our pages have no frames: without the search for them, and without a list of what was good, it takes a third of the time.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
    const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
    return violations.flatMap((rule) =>
        rule.nodes.slice(0, 5).map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`),
    );
}

export const sidewaysOverflow = (page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// What moved while the page was built, as Chromium counts it (CLS): 0 is nothing.
export const layoutShift = (page) =>
    page.evaluate(
        () =>
            new Promise((resolve) => {
                let sum = 0;
                const add = (entries) =>
                    entries.forEach((entry) => {
                        if (!entry.hadRecentInput) sum += entry.value;
                    });
                const observer = new PerformanceObserver((list) => add(list.getEntries()));
                observer.observe({ type: 'layout-shift', buffered: true });
                // Buffered entries are delivered as a task of their own: after the next frame they are here.
                requestAnimationFrame(() =>
                    setTimeout(() => {
                        add(observer.takeRecords());
                        observer.disconnect();
                        resolve(sum);
                    }, 0),
                );
            }),
    );

// Bytes over the wire for this page and everything it asked for, headers included.
export const transferSize = (page) =>
    page.evaluate(() =>
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce(
            (sum, entry) => sum + entry.transferSize,
            0,
        ),
    );

// Walks through the whole page with the Tab key, as who has no mouse. `missed`: what can be reached but was not; `unseen`: what had the focus without
// showing it.
export async function keyboardWalk(page) {
    const count = await page.evaluate(() => {
        const groups = new Set();
        // Of radio buttons that belong together the keyboard stops at the chosen one only.
        const isStop = (one) => {
            if (!one.checkVisibility() || one.tabIndex < 0 || one.disabled) return false;
            if (one.type !== 'radio') return true;
            const chosen =
                one.checked || (!document.querySelector(`input[name="${one.name}"]:checked`) && !groups.has(one.name));
            groups.add(one.name);
            return chosen;
        };
        window.walkStops = new Set(
            [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(
                isStop,
            ),
        );
        window.walkUnseen = [];
        const shows = (one) => {
            const style = getComputedStyle(one);
            return (
                (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||
                style.boxShadow !== 'none' ||
                (one.matches('.reach') && style.stroke !== 'none')
            );
        };
        document.addEventListener('focusin', ({ target }) => {
            window.walkStops.delete(target);
            if (![target, target.closest('label'), target.querySelector('.reach')].some((one) => one && shows(one)))
                window.walkUnseen.push(target.outerHTML.slice(0, 120));
        });
        document.activeElement?.blur();
        return window.walkStops.size;
    });
    for (let pressed = 0; pressed < count + 10; pressed += 1) await page.keyboard.press('Tab');
    return page.evaluate(() => ({
        missed: [...window.walkStops].map((one) => one.outerHTML.slice(0, 120)),
        unseen: window.walkUnseen,
    }));
}
