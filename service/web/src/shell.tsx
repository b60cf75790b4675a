// What every view has around it: header, navigation, language, footer; and where the focus goes when the view changes.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Address, href } from './address';
import { Notices } from './notices';
import { Icon } from './parts';
import { texts } from './texts';
import { useMe } from './session';

const Logo = () => (
    <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#0d4f57" />
        <g stroke="#fff" stroke-width="2" fill="none">
            <path d="M11 11.5 21 11.5M10 13l5 8M22 13l-5 8" />
        </g>
        <circle cx="9" cy="11" r="3.4" fill="#fff" />
        <circle cx="23" cy="11" r="3.4" fill="#fff" />
        <circle cx="16" cy="22.5" r="3.8" fill="#ffd45e" />
    </svg>
);

function Navigation({ section }: { section: string }) {
    const t = texts();
    const items: [string, string, string][] = [
        ['search', '/', t.navSearch],
        ['compare', '/vergelijken', t.navCompare],
        ['network', '/netwerk', t.navNetwork],
        ['questions', '/vraagstukken', t.navQuestions],
        ['add', '/toevoegen', t.navAdd],
    ];
    return (
        <nav class="nav" aria-label={t.mainMenu}>
            {items.map(([name, path, text]) => (
                <a key={name} href={href(path)} aria-current={section === name ? 'page' : undefined}>
                    {text}
                </a>
            ))}
        </nav>
    );
}

function LanguageSwitch({ address }: { address: Address }) {
    const t = texts();
    const other = address.language === 'nl' ? 'en' : 'nl';
    const link = (
        <a
            href={href(address.path, address.query, other)}
            lang={other}
            hreflang={other}
            aria-label={other === 'en' ? 'English' : 'Nederlands'}
        >
            {other.toUpperCase()}
        </a>
    );
    const here = (
        <b aria-current="true" lang={address.language}>
            {address.language.toUpperCase()}
        </b>
    );
    return (
        <div class="lang" role="group" aria-label={t.language}>
            {other === 'en' ? [here, link] : [link, here]}
        </div>
    );
}

function Account() {
    const me = useMe();
    const t = texts();
    return (
        <a class="btn small quiet" href={href('/aanmelden')}>
            <Icon name="user" />
            <span class="wide-only">{me ? me.name : t.signIn}</span>
            <span class="vh narrow-only">{me ? me.name : t.signIn}</span>
        </a>
    );
}

export function Shell({
    address,
    section,
    children,
}: {
    address: Address;
    section: string;
    children: ComponentChildren;
}) {
    const t = texts();
    const main = useRef<HTMLElement>(null);
    const before = useRef(address.path);
    useEffect(() => {
        document.documentElement.lang = address.language;
        if (before.current === address.path) return;
        before.current = address.path;
        scrollTo(0, 0);
        main.current?.focus({ preventScroll: true });
    }, [address.path, address.language]);
    return (
        <>
            <a class="skip" href="#inhoud">
                {t.skip}
            </a>
            <header class="top">
                <div class="wrap">
                    <a class="logo" href={href('/')}>
                        <Logo />
                        Afsprakenbank
                    </a>
                    <Navigation section={section} />
                    <div class="me">
                        <LanguageSwitch address={address} />
                        <Account />
                    </div>
                </div>
            </header>
            <main id="inhoud" tabIndex={-1} ref={main}>
                <Notices path={address.path} />
                {children}
            </main>
            <footer class="foot">
                <div class="wrap">
                    <a href={href('/aandacht')}>{t.attentionTitle}</a>
                    <a href={href('/dekking')}>{t.coverageTitle}</a>
                    <a href={href('/over')}>{t.about}</a>
                    <a href={href('/docs')}>{t.apiDocs}</a>
                    <span class="end">{t.openData}</span>
                </div>
            </footer>
        </>
    );
}
