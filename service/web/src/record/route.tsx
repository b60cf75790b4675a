// The payment route drawn: who decides, and each movement of money from whom to whom. What the source does not say is dashed.
import { actorLabel } from '../kinds';
import { money } from '../format';
import { type Fields, termLabel } from '../fields';
import { texts } from '../texts';

export interface Step {
    order?: number;
    role?: string;
    from?: { actor?: string; organisationId?: string };
    to?: { actor?: string; organisationId?: string };
    fundingSource?: string;
    share?: number;
    amount?: string;
    timing?: string;
    known?: boolean;
}

function Stop({ end, title }: { end: Step['from']; title: (id: string) => string | undefined }) {
    const t = texts();
    const named = end?.organisationId ? title(end.organisationId) : undefined;
    const unknown = !end?.actor || end.actor === 'unknown';
    return (
        <span class={`stop ${unknown ? 'unknown' : ''} ${end?.actor === 'student' ? 'student' : ''}`}>
            {unknown ? t.notStated : actorLabel(end.actor ?? '')}
            {named && <small>{named}</small>}
        </span>
    );
}

function details(step: Step): string {
    return [
        step.amount && money(step.amount),
        step.share !== undefined && `${step.share}\u00a0%`,
        step.fundingSource,
        step.timing,
    ]
        .filter(Boolean)
        .join(' · ');
}

export function RouteDrawing({
    steps,
    fields,
    title,
}: {
    steps: Step[];
    fields: Fields;
    title: (id: string) => string | undefined;
}) {
    const t = texts();
    const sorted = [...steps].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    return (
        <ol class="flow">
            {sorted.map((step, index) => {
                const moves = step.role === 'funds' || step.role === 'pays';
                const more = details(step);
                return (
                    <li key={index} class={step.known === false ? 'unsure' : ''}>
                        <span class="what">
                            {step.role ? termLabel(fields, 'route-roles', step.role) : t.stepWithoutRole}
                            {step.known === false && <span class="tag warn">{t.notInSource}</span>}
                        </span>
                        <span class="way">
                            <Stop end={step.from} title={title} />
                            {(moves || step.to) && (
                                <>
                                    <span class="arrow" aria-hidden="true" />
                                    <span class="vh">{t.to}</span>
                                    <Stop end={step.to} title={title} />
                                </>
                            )}
                        </span>
                        {more && <span class="more-of">{more}</span>}
                    </li>
                );
            })}
        </ol>
    );
}
