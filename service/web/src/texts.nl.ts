import { number } from './format';

export const nl = {
    // around every view
    skip: 'Naar de inhoud', mainMenu: 'Hoofdmenu', language: 'Taal', crumbs: 'U bent hier',
    navSearch: 'Zoeken', navCompare: 'Stagevergoeding', navNetwork: 'Partnerschappen en regio’s', navQuestions: 'Vraagstukken', navAdd: 'Toevoegen',
    about: 'Over Afsprakenbank', apiDocs: 'API-documentatie', openData: 'Open gegevens, elk feit met zijn bron',
    signIn: 'Aanmelden',

    // waiting and failing
    loading: 'Even geduld, de gegevens worden opgehaald …', tryAgain: 'Probeer opnieuw', failed: 'Dat lukte niet',
    offline: 'Geen verbinding', offlineHelp: 'De dienst is niet te bereiken. Controleer uw verbinding en probeer het opnieuw; wat u invulde blijft staan.',
    busy: 'De dienst kan nu even niet', busyHelp: 'Waarschijnlijk wordt de zoekindex gemaakt. Probeer het over een paar seconden opnieuw.',
    requestNumber: 'Nummer van het verzoek',
    missing: 'Deze pagina bestaat niet', missingHelp: 'Het adres is misschien verkeerd overgenomen, of de pagina is verplaatst.', toSearch: 'Naar zoeken',
    recordGone: 'Dit record is er niet',

    // searching
    searchTitle: 'Zoek in afspraken en regelingen', searchTitleFor: (words: string) => `Zoeken: ${words}`, search: 'Zoeken',
    searchTip: 'Zoek op regio, partnerschap, schoolbestuur, bedrag of onderwerp. Ook verwante woorden worden gevonden.',
    suggestions: 'Voorstellen', startTitle: 'Wat hebben anderen afgesproken?', startQuestions: 'Waar mensen voor komen', whatThereIs: 'Wat er in staat',
    results: (count: number) => (count === 1 ? '1 resultaat' : `${number(count)} resultaten`), resultsWord: 'resultaten',
    refine: 'Verfijnen', refineResults: 'Resultaten verfijnen', clearAll: 'Wis alles', showAll: (count: number) => `Toon alle ${count}`, showLess: 'Toon minder',
    activeFilters: 'Actieve filters', remove: 'verwijderen', sortBy: 'Sorteer op', didYouMean: 'Bedoelde u',
    orders: { '': 'Relevantie', '-updatedAt': 'Laatst gewijzigd', title: 'Titel', amount: 'Bedrag, laag naar hoog', '-amount': 'Bedrag, hoog naar laag', '-validFrom': 'Nieuwste eerst' },
    pages: 'Bladzijden', previous: 'Vorige', next: 'Volgende', pageOf: (page: number, of: number) => `Bladzijde ${number(page)} van ${number(of)}`,
    nothingFound: 'Niets gevonden', searchWithoutFilters: 'Zoek zonder de filters', nothingTip: 'Probeer minder of andere woorden.', nothingAdd: 'Weet u het wel? Voeg het toe.',
    amountBasis: 'Euro per maand, voor elke stagedag per week', amountFrom: 'Vanaf, in euro', amountUntil: 'Tot en met, in euro', until: 'tot', apply: 'Toepassen',
    amountWrong: 'Vul een bedrag in, bijvoorbeeld 50 of 62,50.',
    amountBetween: (from: string | null, until: string | null) => (from && until ? `€ ${from} tot € ${until}` : from ? `vanaf € ${from}` : `tot € ${until ?? ''}`),
    kindNames: { stagevergoeding: 'Stagevergoeding', agreement: 'Afspraak', partnership: 'Partnerschap', onderwijsregio: 'Onderwijsregio', funding: 'Bekostiging', question: 'Vraagstuk', organisation: 'Organisatie' },
    kindPlurals: { stagevergoeding: 'Stagevergoedingen', agreement: 'Afspraken', partnership: 'Partnerschappen', onderwijsregio: 'Onderwijsregio’s', funding: 'Bekostiging', question: 'Vraagstukken', organisation: 'Organisaties' },
    kindOrder: ['stagevergoeding', 'agreement', 'partnership', 'onderwijsregio', 'funding', 'question', 'organisation'] as const,
    ways: [
        { icon: 'chart', title: 'Wat betalen anderen?', text: 'Alle regelingen voor stagevergoeding, met bedragen en betaalroute.', path: '/vergelijken', query: {} },
        { icon: 'link', title: 'Welke afspraken zijn er?', text: 'Convenanten en overeenkomsten, binnen en over de regiogrens.', path: '/', query: { kind: 'agreement' } },
        { icon: 'user', title: 'Wie werken waar samen?', text: 'Partnerschappen en onderwijsregio’s met hun leden.', path: '/netwerk', query: {} },
        { icon: 'table', title: 'Hoe wordt het bekostigd?', text: 'Subsidieregelingen en hoe het geld verdeeld wordt.', path: '/', query: { kind: 'funding' } },
    ],

    // a record
    facts: 'Gegevens', notStatedList: (list: string) => `De bron vermeldt niet: ${list}.`, notStated: 'niet vermeld', yes: 'Ja', no: 'Nee', notVisible: 'niet openbaar record',
    inForce: 'Geldend', notInForce: 'Geldt nu niet', updated: (when: string, by: string) => `Bijgewerkt ${when} door ${by}`, asOf: 'peildatum',
    tariffs: 'Tarieven', forWhom: 'Voor wie', amount: 'Bedrag', daysPerWeek: 'Dagen per week', comparable: 'Vergelijkbaar bedrag',
    comparableHelp: 'Vergelijkbaar bedrag: euro per maand voor elke stagedag per week.', unknownAmount: 'Niet bekend', zeroAmount: 'Uitdrukkelijk niets (€ 0)',
    from: 'vanaf', upTo: 'tot', ofScale: 'van', forWhomNotStated: 'Voor wie staat niet in de bron', years: (years: number[]) => `leerjaar ${years.join(', ')}`,
    paymentRoute: 'Betaalroute', routeNotStated: 'De bron zegt niet hoe het geld loopt.', notInSource: 'niet in de bron', to: 'naar', stepWithoutRole: 'Stap', boundary: 'Binnen of over de regiogrens',
    setByHand: 'Met de hand gezet', warnings: 'Let op', referredBy: 'Verwijst hiernaar', similar: 'Lijkt hierop', sources: 'Bronnen', retrieved: (when: string) => `geraadpleegd op ${when}`,
    cite: 'Verwijzen naar dit record', copy: 'Kopieer', copied: 'Gekopieerd',
    citation: (title: string, revision: number, when: string, link: string) => `${title}. Afsprakenbank, revisie ${revision} van ${when}. ${link}`,
    edit: 'Wijzigen', history: 'Geschiedenis', cancel: 'Annuleren',

    // history
    revisions: 'Versies', revision: (n: number) => `Versie ${n}`, operations: { create: 'toegevoegd', update: 'gewijzigd', restore: 'teruggezet', remove: 'verwijderd' },
    whatChanged: 'Wat veranderde', sinceThen: 'Alles sindsdien', differences: (from: number, to: number) => `Verschillen van versie ${from} naar versie ${to}`, noDifferences: 'Er is geen verschil in de velden.',
    field: 'Veld', was: 'Was', became: 'Werd', onlyRevision: 'Dit record is nog niet gewijzigd: er is één versie.', restore: 'Terugzetten',
    restoreSure: (n: number) => `Versie ${n} terugzetten als nieuwe versie?`,

    // adding, editing, signing in
    required: 'verplicht', choose: 'Maak een keuze', notStatedChoice: 'Niet vermeld', chooseOther: 'Kies een andere', typeToFind: 'Niets gevonden met deze letters.', oneALine: 'Eén op elke regel.',
    rowOf: (label: string, n: number) => `${label}: ${n}`, addRow: (label: string) => `Voeg toe: ${label.toLowerCase()}`, removeRow: 'Weghalen', routeSoFar: 'De betaalroute tot nu toe',
    errorCount: (count: number) => (count === 1 ? 'Er is nog 1 fout' : `Er zijn nog ${number(count)} fouten`),
    formSections: { main: 'Waar gaat het over', more: 'Bijzonderheden', sources: 'Waar staat het', record: 'Over dit record' },
    why: 'Waarom deze wijziging?', whyHelp: 'Mag leeg blijven; het komt in de geschiedenis.', save: 'Opslaan', saving: 'Bezig met opslaan …',
    savedAs: (n: number) => `Opgeslagen als versie ${n}.`, draftKept: 'Wat u invult, blijft in deze browser bewaard tot u opslaat.',
    draftFound: (when: string) => `Hier staat wat u op ${when} invulde en nog niet opsloeg.`, draftDrop: 'Weggooien en opnieuw beginnen',
    conflict: 'Iemand anders was u voor', conflictHelp: (by: string, when: string) => `${by} heeft dit record op ${when} gewijzigd. Kies per veld welke versie blijft; daarna gaat u verder in het formulier en slaat u op.`,
    mine: 'Mijn versie', theirs: 'De andere versie', merge: 'Samenvoegen en verder',
    delete: 'Verwijderen', deleteThis: (kind: string) => `Verwijder deze ${kind}`, deleteStopped: (count: number) => `Dit kan nog niet: er ${count === 1 ? 'wordt 1 keer' : `wordt ${number(count)} keer`} naar verwezen. Haal die verwijzingen eerst weg.`,
    deleteSure: 'Het record verdwijnt uit zoeken en lijsten. De geschiedenis blijft, en terugzetten kan.', deleteNow: 'Ja, verwijderen', deleted: (title: string) => `“${title}” is verwijderd.`, undo: 'Ongedaan maken', undone: 'Het is weer terug.',
    addTitle: 'Wat wilt u toevoegen?', addLead: 'Elk feit krijgt een bron. Wat u niet weet, laat u leeg: dat is iets anders dan nul.', addKind: (kind: string) => `Toevoegen: ${kind}`,
    signInFirst: 'Meld u aan om toe te voegen of te wijzigen.', mayNotWrite: 'Met dit token kunt u alleen lezen. Meld u aan met een token dat mag schrijven.', signInWhy: 'Lezen kan zonder aanmelden. Aanmelden is nodig om toe te voegen en te wijzigen.',
    token: 'Toegangstoken', tokenHelp: 'Begint met afb_. U krijgt het van de beheerder; het wordt niet in deze browser bewaard.', signOut: 'Afmelden', mineTitle: 'Mijn werk',
    signedInAs: (name: string, role: string) => `Aangemeld als ${name}, ${role}.`, roles: { reader: 'lezer', contributor: 'redacteur', moderator: 'eindredacteur', admin: 'beheerder' },
    unfinished: 'Concepten', toReview: 'Ingediend, nog te beoordelen', ofYours: 'Van uw partnerschappen en regio’s', latest: 'Laatst gewijzigd', nothingHere: 'Er is hier niets.',

    // comparing
    compareTitle: 'Stagevergoeding vergelijken', compareSettings: 'Vergelijking instellen', studyYear: 'Leerjaar', allYears: 'Alle leerjaren', year: (year: string) => `Leerjaar ${year}`, sector: 'Sector', allSectors: 'Alle sectoren',
    programme: 'Opleiding', allProgrammes: 'Alle opleidingen', convertTo: 'Omrekenen naar een maand bij', daysAWeek: (days: number) => (days === 1 ? '1 dag per week' : `${days} dagen per week`), perMonthAt: (days: number) => `per maand bij ${days === 1 ? 'één dag' : `${days} dagen`} per week`, myRegion: 'Mijn onderwijsregio', chooseRegion: 'Kies een regio',
    nothingKnown: 'Niet bekend', nothingKnownHelp: 'nog geen vergelijkbaar bedrag', medianAll: 'Mediaan van alle bedragen', middleHalfTitle: 'Middelste helft', middleHalfHelp: 'een kwart ligt lager, een kwart hoger', nonePaid: 'Uitdrukkelijk niets',
    nonePaidHelp: 'tarieven van € 0', ofCount: (part: number, all: number) => `${number(part)} van ${number(all)}`, tariffsOf: (tariffs: number, regulations: number) => `${number(tariffs)} tarieven uit ${number(regulations)} regelingen`,
    awayFromMedian: (amount: string, away: number) => (away === 0 ? 'gelijk aan de mediaan' : `${amount} ${away < 0 ? 'onder' : 'boven'} de mediaan`),
    amountPerMonth: 'Bedrag per maand', groupBy: 'Groepeer op', groupings: { regio: 'Regio', sector: 'Sector', route: 'Betaalroute', leerjaar: 'Leerjaar' }, groupNotStated: 'Niet vermeld', table: 'Tabel', group: 'Groep', count: 'Aantal', lowest: 'Laagste',
    median: 'Mediaan', highest: 'Hoogste', stripTitle: 'Spreiding van de bedragen per groep', medianOfAll: 'mediaan', oneTariff: 'één tarief', middleHalf: 'middelste helft', medianOfGroup: 'mediaan van de groep',
    basis: (basis: string) => `Basis: euro ${basis}. Een tarief dat in meer groepen valt, telt in elk daarvan.`, inShort: 'In het kort',
    sayMedian: (median: string, low: string, high: string, basis: string) => `De mediaan is ${median} ${basis}; de bedragen lopen van ${low} tot ${high}.`,
    sayEnds: (high: string, most: string, low: string, least: string) => `De hoogste mediaan heeft ${high} (${most}), de laagste ${low} (${least}).`,
    sayMine: (mine: string, above: number, others: number) => `${above} van de ${others} andere groepen hebben een hogere mediaan dan ${mine}.`,
    whoPays: 'Wie betaalt?', flowHelp: 'Aantal regelingen, van waar het geld vandaan komt tot de student.', flowTitle: 'Betaalroutes van bron tot student', fromWhom: 'Van', toWhom: 'Naar', flowNothing: 'Van deze regelingen is niet vermeld hoe het geld loopt.',
    flowSummary: (links: number, from: string, to: string, count: number) => `${links === 1 ? 'Er is 1 verbinding' : `Er zijn ${links} verbindingen`}; de meeste keren (${count}) gaat het geld van ${from.toLowerCase()} naar ${to.toLowerCase()}.`,
    behind: 'De tarieven achter deze cijfers', regulation: 'Regeling', asStated: 'Zoals vermeld', comparableAmount: 'Omgerekend', address: 'Adres', notComparableBecause: (reason: string) => `niet te vergelijken: ${reason.toLowerCase()}`, rangeReason: 'een bandbreedte',
    nothingToCompare: 'Er is niets te vergelijken', nothingToCompareHelp: 'Met deze keuze is er geen tarief met een vergelijkbaar bedrag. Kies ruimer.',
    compareAbout: (all: number, used: number) => `Van ${number(all)} tarieven zijn er ${number(used)} te vergelijken. Een tarief zonder leerjaar, sector of opleiding geldt voor alle. Salaris van leraren in opleiding telt niet mee.`,

    // regions, partnerships, questions
    parts: 'Onderdelen', regionsTitle: 'Onderwijsregio’s', partnershipsTitle: 'Partnerschappen', boundaryTitle: 'Over de regiogrens', regionsName: 'Regio', partnershipsName: 'Partnerschap', lead: 'Penvoerder', places: 'Plaatsen', looksAt: 'Bekijk',
    allOfRegion: 'Alles van deze regio', recognition: 'Erkenning', andMore: (count: number) => `en ${count} andere`, shownOf: (shown: number, all: number) => `${number(shown)} van ${number(all)}`, narrowRegions: 'Zoek op naam of plaats', narrowPartnerships: 'Zoek op naam',
    matrixTitle: 'Afspraken per paar van regio’s', matrixCell: (a: string, b: string) => (a === b ? `binnen ${a}` : `tussen ${a} en ${b}`), matrixNothing: 'Van nog geen afspraak zijn de regio’s van alle partijen bekend. Vul bij partnerschappen in waar zij werken, dan verschijnt hier de matrix.',
    boundaryCounts: (list: string) => `Afspraken: ${list}.`, agreement: 'Afspraak', whatIsMissing: 'Wat ontbreekt', partiesWithoutRegion: (count: number) => (count === 1 ? '1 partij zonder bekende regio' : `${count} partijen zonder bekende regio`),
    national: 'Landelijke aandacht', approaches: (approaches: number, proposals: number) => `${approaches === 1 ? '1 aanpak' : `${approaches} aanpakken`}, ${proposals === 1 ? '1 voorstel' : `${proposals} voorstellen`}`, askQuestion: 'Vraagstuk toevoegen',
    questionsLead: 'Waar partnerschappen en regio’s mee zitten, en wat anderen al deden.', lookFurther: 'Verder kijken', allowancesHere: 'Stagevergoedingen in deze regio', acrossHere: 'Afspraken over de grens van deze regio', everythingHere: 'Alles van deze regio', compareHere: 'Vergelijk deze regio met de rest',

    aboutText: [
        { title: 'Waarvoor', paragraphs: ['Partnerschappen voor samen opleiden en onderwijsregio’s leggen hier vast wat zij afspreken, wat studenten als stagevergoeding krijgen en langs welke weg het geld loopt, en vinden wat anderen afspraken.'] },
        { title: 'Waar de gegevens vandaan komen', paragraphs: ['Bij elk feit staat de bron. Wat een bron niet zegt, is niet ingevuld: “niet vermeld” is iets anders dan nul.', 'Van elke wijziging blijft de vorige versie bewaard; wie dat mag, zet haar terug.'] },
        { title: 'Toegankelijkheid', paragraphs: ['De pagina’s zijn gemaakt naar WCAG 2.2, niveau AA: te bedienen met alleen het toetsenbord, tot 400 % te vergroten, en elke grafiek heeft een tabel.'] },
        { title: 'Privacy', paragraphs: ['Er zijn geen volgcookies en er gaat niets naar andere diensten. Wie zich aanmeldt krijgt één cookie, dat verdwijnt bij afmelden. Records bevatten geen gegevens van personen.'] },
    ],
};
