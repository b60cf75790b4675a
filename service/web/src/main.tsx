// Starts the page: finds the view of the address, and keeps clicks on our own links in the page.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import './core';
import { type Address, address as present, navigate, useAddress } from './address';
import { Shell } from './shell';
import { fetchTexts, hasTexts } from './texts';
import { findView } from './views';

// The address to draw: another language once its texts are here.
function useShown(): Address {
    const wanted = useAddress();
    const [shown, show] = useState(wanted);
    useEffect(() => {
        const go = () => show(wanted);
        fetchTexts(wanted.language).then(go, go);
    }, [wanted]);
    return hasTexts(wanted.language) ? wanted : shown;
}

function App() {
    const address = useShown();
    const view = findView(address.path);
    return <Shell address={address} section={view.section}>{view.draw(address)}</Shell>;
}

// Links are plain links: they can be copied, opened in a new tab and read without this.
document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    const here = link.pathname === location.pathname && link.search === location.search;
    if ((here && link.hash !== '') || findView(link.pathname).section === 'elsewhere') return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
});

// The document announces these scripts, so they are on their way already; a view that cannot be fetched says so itself.
async function start(): Promise<void> {
    const { path, language } = present();
    await Promise.all([fetchTexts(language), findView(path).fetch().catch(() => undefined)]);
    const root = document.getElementById('app');
    if (root) render(<App />, root);
}

void start();
