// What Afsprakenbank is, accessibility, and where the facts come from.
import { href } from './address';
import { useTitle } from './parts';
import { texts } from './texts';

export function About() {
    const t = texts();
    useTitle(t.about);
    return (
        <article class="wrap page prose">
            <h1>{t.about}</h1>
            {t.aboutText.map((part) => (
                <section key={part.title}>
                    <h2>{part.title}</h2>
                    {part.paragraphs.map((text) => (
                        <p key={text}>{text}</p>
                    ))}
                </section>
            ))}
            <p>
                <a href={href('/docs')}>{t.apiDocs}</a>
            </p>
        </article>
    );
}
