// Every view of the page as somebody may open it, for tests and screenshots: a path, and what is there when it is complete.
export const views = [
    { name: 'start', path: '/', ready: '.counts .v:not(:empty)' },
    { name: 'search', path: '/?q=stagevergoeding+pabo', ready: '.hit' },
    { name: 'search-filtered', path: '/?kind=stagevergoeding&sector=po&amountFrom=10&amountUntil=400', ready: '.chip' },
    { name: 'search-nothing', path: '/?q=xyzzyplugh', ready: '.notice' },
    { name: 'search-wrong', path: '/?kind=agreement&nietbestaand=1', ready: '.notice.error', refused: true },
    {
        name: 'stagevergoeding',
        path: '/stagevergoedingen/stagevergoeding-pabo-rotterdam-den-haag',
        ready: '#p-similar, #p-referring',
    },
    { name: 'agreement', path: '/agreements/samenwerkingsovereenkomsten-kpz-2023', ready: '#p-similar, #p-referring' },
    { name: 'onderwijsregio', path: '/onderwijsregios/achterhoek-veluwezoom', ready: '#p-similar, #p-referring' },
    { name: 'partnership', path: '/partnerships/samen-opleiden', ready: '#p-similar, #p-referring' },
    {
        name: 'funding',
        path: '/fundings/landelijk-dekkend-netwerk-onderwijsregios-2025',
        ready: '#p-similar, #p-referring',
    },
    { name: 'question', path: '/questions/rol-in-de-100-ambitie', ready: '#p-similar, #p-referring' },
    { name: 'organisation', path: '/organisations/loket-vota', ready: '#p-similar, #p-referring' },
    { name: 'record-gone', path: '/agreements/bestaat-niet', ready: '.notice.error', refused: true },
    {
        name: 'history',
        path: '/stagevergoedingen/stagevergoeding-pabo-rotterdam-den-haag/geschiedenis',
        ready: '.revisions li',
    },
    { name: 'compare', path: '/vergelijken?mine=01a19467-e800-7431-9a1c-f5ca39b5ecb5&daysPerWeek=3', ready: '#behind' },
    { name: 'compare-nothing', path: '/vergelijken?programme=pdg&sector=mbo', ready: '.notice, #behind' },
    {
        name: 'side-by-side',
        path: '/naast-elkaar?ids=01a19467-e800-7bf9-9f26-a5598bd1724f,01a19467-e800-7407-baa0-ef543f02a835',
        ready: '.side-by-side tbody tr',
    },
    { name: 'regions', path: '/netwerk', ready: '.data tbody tr' },
    { name: 'partnerships', path: '/netwerk?deel=partnerschappen', ready: '.data tbody tr' },
    { name: 'boundaries', path: '/netwerk?deel=regiogrens', ready: '#not-known' },
    { name: 'attention', path: '/aandacht', ready: '.hit' },
    { name: 'attention-reason', path: '/aandacht?reason=expiredNotReplaced', ready: '.hit' },
    { name: 'coverage', path: '/dekking', ready: '#coverage-partnerships' },
    { name: 'governance', path: '/netwerk?deel=sturing', ready: '#governance' },
    { name: 'funding-schemes', path: '/bekostiging', ready: '.hit' },
    {
        name: 'compare-tables',
        path: '/vergelijken?groupBy=sector&tabel=amounts&tabel=flow&tabel=bands&amountBand=50-75',
        ready: '#behind',
    },
    { name: 'questions', path: '/vraagstukken', ready: '.hit' },
    { name: 'add', path: '/toevoegen', ready: '.ways li' },
    { name: 'sign-in', path: '/aanmelden', ready: '#token' },
    { name: 'about', path: '/over', ready: 'h1' },
];

// What only somebody who is signed in sees.
export const signedInViews = [
    { name: 'mine', path: '/aanmelden', ready: '.links li' },
    { name: 'add-stagevergoeding', path: '/toevoegen/stagevergoeding', ready: '.form' },
    { name: 'edit-agreement', path: '/agreements/samenwerkingsovereenkomsten-kpz-2023/wijzigen', ready: '.form' },
];

// What people print.
export const printed = ['stagevergoeding', 'compare', 'search', 'side-by-side', 'boundaries'];
