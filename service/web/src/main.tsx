// Starts the page: finds the view of the address, and keeps clicks on our own links in the page.
import { render } from 'preact';
import { navigate, useAddress } from './address';
import { Shell } from './shell';
import { findView } from './views';

function App() {
    const address = useAddress();
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

const root = document.getElementById('app');
if (root) render(<App />, root);
