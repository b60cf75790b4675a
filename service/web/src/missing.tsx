// An address at which there is nothing.
import { href } from './address';
import { useTitle } from './parts';
import { texts } from './texts';

export function Missing() {
    const t = texts();
    useTitle(t.missing);
    return (
        <div class="wrap page">
            <h1>{t.missing}</h1>
            <p class="lead">{t.missingHelp}</p>
            <p>
                <a class="btn primary" href={href('/')}>
                    {t.toSearch}
                </a>
            </p>
        </div>
    );
}
