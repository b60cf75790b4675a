// A running service with an empty data folder, and a browser to look at it with.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import AxeBuilderModule from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const AxeBuilder = AxeBuilderModule.default ?? AxeBuilderModule;

// Starts the program on a free port. `url` where it answers, `token` of an administrator, `stop()` ends it and removes its data.
export async function startService() {
    const data = mkdtempSync(join(tmpdir(), 'afb-web-'));
    const made = spawnSync(process.env.AFB_BINARY, ['token', 'create', '--data', data, '--name', 'test', '--role', 'admin'], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`token create: ${made.stderr}`);
    const child = spawn(process.env.AFB_BINARY, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    child.stderr.on('data', (bytes) => { log += bytes; });
    const url = await new Promise((resolve, reject) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
            const found = line.match(/^listening on (http\S+)/);
            if (found) resolve(found[1]);
        });
        child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${log}`)));
    });
    const stop = () => new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', () => { rmSync(data, { recursive: true, force: true }); resolve(); });
        child.kill('SIGTERM');
    });
    return { url, token: made.stdout.trim(), stop };
}

export function startBrowser() {
    return chromium.launch({
        executablePath: process.env.AFB_CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync'],
    });
}

// Opens a page in a fresh context. `faults` fills with everything that should not happen: reports of the policy, errors, requests elsewhere.
export async function openPage(browser, url, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL', ...options });
    const page = await context.newPage();
    const faults = [];
    const origin = new URL(url).origin;
    page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
        if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) faults.push(`request to ${request.url()}`);
    });
    page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`); });
    await page.addInitScript(() => {
        window.policyReports = [];
        document.addEventListener('securitypolicyviolation', (event) => {
            window.policyReports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        });
    });
    await page.goto(url, { waitUntil: 'load' });
    return { page, faults, close: () => context.close() };
}

export const policyReports = (page) => page.evaluate(() => window.policyReports);

// What axe finds against WCAG 2.2 AA and good practice (or only these rules), a line each.
export async function accessibilityFindings(page, rules = null) {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const axe = new AxeBuilder({ page });
    const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
    return violations.flatMap((rule) => rule.nodes.slice(0, 5).map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`));
}

export const sidewaysOverflow = (page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
