// What a page looks like while something is going on: waiting, failing, choosing, mistakes, conflicts. For tests and screenshots, in either language,
// so nothing here reads texts. `reach` brings a page that was just opened at `path` into the state; `role`: of who is signed in; `refused`: the state
// is about an answer that is not good.
const hold = () => {}; // a request that is never answered
const fail = (status) => (route) =>
    route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({
            type: 'about:blank',
            title: 'Interne fout',
            status,
            detail: 'Er ging iets mis bij ons.',
            instance: 'urn:uuid:01a19467-e800-7431-9a1c-f5ca39b5ecb5',
            errors: [],
        }),
    });
const drop = (route) => route.abort();

// Opens the page anew with every request that fits `pattern` answered by `answer`.
const answering =
    (pattern, answer) =>
    async ({ page }) => {
        await page.route(pattern, answer);
        await page.reload();
    };

const save = (page) => page.locator('.form .actions .btn.primary').click();
const type = async (page, selector, text) => {
    await page.locator(selector).fill(text);
};

// On a narrow window the filters are folded away.
async function openFilters(page) {
    await page.locator('.facets').waitFor({ state: 'attached' });
    if (await page.locator('.refine-toggle').isVisible()) await page.locator('.refine-toggle').click();
}

// A question of one's own, so that what is done to it touches no other state.
async function makeQuestion({ service, name }) {
    const answer = await fetch(`${service.url}/v1/questions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${service.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
            title: `Vraag voor ${name}`,
            status: 'published',
            sources: [{ type: 'own', title: 'Eigen opgave' }],
        }),
    });
    return answer.json();
}

async function change({ service, record, title }) {
    const url = `${service.url}/v1/questions/${record.id}`;
    const { headers } = await fetch(url, { headers: { Authorization: `Bearer ${service.token}` } });
    await fetch(url, {
        method: 'PUT',
        headers: {
            Authorization: `Bearer ${service.token}`,
            'Content-Type': 'application/json',
            'If-Match': headers.get('etag'),
        },
        body: JSON.stringify({ title, status: 'published', sources: record.sources }),
    });
}

const search = '/?q=stagevergoeding';
const record = '/stagevergoedingen/stagevergoeding-pabo-rotterdam-den-haag';
const ownRecord = '/v1/stagevergoedingen/stagevergoeding-pabo-rotterdam-den-haag';

export const states = [
    ...[
        ['search', search, '**/v1/search*'],
        ['record', record, `**${ownRecord}`],
        ['compare', '/vergelijken', '**/v1/insights/*'],
        ['network', '/netwerk', '**/v1/onderwijsregios*'],
        ['funding', '/bekostiging', '**/v1/insights/*'],
    ].flatMap(([name, path, pattern]) => [
        { name: `${name}-waiting`, path, ready: '.loading .hint:not(:empty)', reach: answering(pattern, hold) },
        { name: `${name}-failing`, path, ready: '.notice.error', refused: true, reach: answering(pattern, fail(500)) },
        { name: `${name}-offline`, path, ready: '.notice.error', refused: true, reach: answering(pattern, drop) },
    ]),
    {
        name: 'search-busy',
        path: search,
        ready: '.notice.error',
        refused: true,
        reach: answering('**/v1/search*', fail(503)),
    },
    {
        name: 'search-suggestions',
        path: '/',
        ready: '.suggestions li',
        reach: async ({ page }) => {
            await page.locator('#q').pressSequentially('achter');
        },
    },
    {
        name: 'search-tray',
        path: '/?kind=stagevergoeding',
        ready: '.tray a',
        reach: async ({ page }) => {
            for (const at of [0, 1]) await page.locator('.cmp input').nth(at).check();
        },
    },
    {
        name: 'search-kept',
        path: search,
        ready: '.saved',
        reach: async ({ page, open }) => {
            await page.locator('.bar [aria-pressed]').click();
            await open('/');
        },
    },
    {
        name: 'search-amount-wrong',
        path: '/?kind=stagevergoeding',
        ready: '#amount-wrong',
        reach: async ({ page }) => {
            await openFilters(page);
            await type(page, '#amount-from', 'veel');
            await page.locator('#amount-from').press('Enter');
        },
    },
    {
        name: 'sign-in-wrong',
        path: '/aanmelden',
        ready: '#token-error',
        refused: true,
        reach: async ({ page }) => {
            await type(page, '#token', 'afb_zomaarwat');
            await page.locator('#token').press('Enter');
        },
    },
    {
        name: 'form-mistakes',
        path: '/toevoegen/stagevergoeding',
        role: 'contributor',
        ready: '.fielderr',
        refused: true,
        reach: async ({ page }) => {
            await save(page);
        },
    },
    {
        name: 'form-draft',
        path: '/toevoegen/question',
        role: 'contributor',
        ready: '.form-page > .notice',
        reach: async ({ page }) => {
            await type(page, '#f-title', 'Halverwege');
            await page.reload();
        },
    },
    {
        name: 'form-session-ended',
        path: '/toevoegen/question',
        role: 'contributor',
        ready: '#token',
        refused: true,
        reach: async ({ page }) => {
            await type(page, '#f-title', 'Halverwege');
            await page.context().clearCookies();
            await save(page);
        },
    },
    {
        name: 'form-offline',
        path: '/toevoegen/question',
        role: 'contributor',
        ready: '.notice.error',
        refused: true,
        reach: async ({ page }) => {
            await page.route('**/v1/questions*', drop);
            await save(page);
        },
    },
    {
        name: 'search-refreshing',
        path: '/?kind=agreement',
        ready: '.progress',
        reach: async ({ page }) => {
            await page.locator('.hit').first().waitFor();
            await page.route('**/v1/search*', hold);
            await page.locator('#order').selectOption('title');
        },
    },
    {
        name: 'form-saving',
        path: '/toevoegen/question',
        role: 'contributor',
        ready: '.form .actions .btn[disabled]',
        reach: async ({ page }) => {
            await page.route('**/v1/questions*', hold);
            await save(page);
        },
    },
    {
        name: 'sign-in-waiting',
        path: '/aanmelden',
        ready: '.sign-in .hint[role=status]:not(:empty)',
        reach: async ({ page }) => {
            await page.locator('#token').waitFor();
            await page.route('**/session', hold);
            await type(page, '#token', 'afb_zomaarwat');
            await page.locator('#token').press('Enter');
        },
    },
    {
        name: 'delete-waiting',
        path: '/onderwijsregios/haaglanden/wijzigen',
        role: 'moderator',
        ready: '.danger .hint:not(:empty)',
        reach: async ({ page }) => {
            await page.route('**/related', hold);
            await page.locator('.danger .btn').click();
        },
    },
    {
        name: 'form-conflict',
        role: 'moderator',
        ready: '.conflict',
        refused: true,
        reach: async (given) => {
            const own = await makeQuestion(given);
            await given.open(`/questions/${own.id}/wijzigen`);
            await type(given.page, '#f-title', 'Mijn titel');
            await change({ ...given, record: own, title: 'De titel van een ander' });
            await save(given.page);
        },
    },
    {
        name: 'record-saved',
        role: 'moderator',
        ready: '.flash',
        reach: async (given) => {
            const own = await makeQuestion(given);
            await given.open(`/questions/${own.id}/wijzigen`);
            await type(given.page, '#f-title', 'Een betere titel');
            await save(given.page);
        },
    },
    {
        name: 'record-restore',
        role: 'moderator',
        ready: '.confirm',
        reach: async (given) => {
            const own = await makeQuestion(given);
            await change({ ...given, record: own, title: 'Daarna' });
            await given.open(`/questions/${own.id}/geschiedenis`);
            await given.page.locator('.revisions button').first().click();
        },
    },
    {
        name: 'delete-stopped',
        path: '/onderwijsregios/haaglanden/wijzigen',
        role: 'moderator',
        ready: '.danger .dots li',
        reach: async ({ page }) => {
            await page.locator('.danger .btn').click();
        },
    },
    {
        name: 'delete-sure',
        role: 'moderator',
        ready: '.danger .actions',
        reach: async (given) => {
            const own = await makeQuestion(given);
            await given.open(`/questions/${own.id}/wijzigen`);
            await given.page.locator('.danger .btn').click();
        },
    },
    {
        name: 'delete-done',
        role: 'moderator',
        ready: '.flash button',
        reach: async (given) => {
            const own = await makeQuestion(given);
            await given.open(`/questions/${own.id}/wijzigen`);
            await given.page.locator('.danger .btn').click();
            await given.page.locator('.danger .actions .btn').first().click();
        },
    },
    {
        name: 'series',
        ready: '#p-series',
        reach: async (given) => {
            const add = (body) =>
                fetch(`${given.service.url}/v1/stagevergoedingen`, {
                    method: 'POST',
                    headers: { Authorization: `Bearer ${given.service.token}`, 'Content-Type': 'application/json' },
                    body: JSON.stringify({
                        direction: 'toStudent',
                        status: 'published',
                        sources: [{ type: 'own', title: 'Eigen opgave' }],
                        ...body,
                    }),
                }).then((answer) => answer.json());
            const tariff = (value) => [
                {
                    appliesTo: { sectors: ['po'], studyYears: [3] },
                    amount: { state: 'stated', value },
                    unit: 'month',
                    daysPerWeek: 1,
                },
            ];
            const first = await add({
                title: `Regeling van vroeger, ${given.name}`,
                tariffs: tariff('90.00'),
                validFrom: '2024-08-01',
                validUntil: '2025-07-31',
            });
            const second = await add({
                title: `Regeling van nu, ${given.name}`,
                tariffs: tariff('100.00'),
                validFrom: '2025-08-01',
                supersedesId: first.id,
            });
            await given.open(`/stagevergoedingen/${second.id}`);
        },
    },
];

// Signs in when the state needs it, and reaches it. `inEnglish`: the same in the other language.
export async function reachState({ page, service, state, inEnglish = false }) {
    const address = (path) => service.url + (inEnglish ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path);
    const open = (path) => page.goto(address(path));
    if (state.role) {
        await open('/aanmelden');
        await page.locator('#token').fill(service.makeToken(state.role));
        await page.locator('#token').press('Enter');
        await page.locator('.two-cols').waitFor();
    }
    if (state.path) await open(state.path);
    await state.reach({
        page,
        service,
        open,
        name: `${state.name}${inEnglish ? ' en' : ''} ${Math.random().toString(36).slice(2, 8)}`,
    });
    await page.locator(state.ready).first().waitFor();
}
