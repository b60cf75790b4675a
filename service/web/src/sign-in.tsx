// Signing in with a token.
import { useState } from 'preact/hooks';
import { language } from './address';
import { useAction } from './load';
import { faultText } from './parts';
import { signIn } from './session';
import { texts } from './texts';

export function SignIn({ why }: { why?: string }) {
    const t = texts();
    const [token, setToken] = useState('');
    const action = useAction();
    const { fault } = action;
    const submit = (event: Event) => {
        event.preventDefault();
        action.run(() => signIn(token.trim()));
    };
    const first = fault?.problem?.errors?.[0];
    const message = fault && (first ? (language() === 'nl' ? first.detailNl : first.detail) : faultText(fault).detail);
    return (
        <form class="panel sign-in" onSubmit={submit} aria-label={t.signIn}>
            {why && <p>{why}</p>}
            <div class={`control ${message ? 'wrong' : ''}`}>
                <label class="label" for="token">{t.token}</label>
                <p class="hint" id="token-help">{t.tokenHelp}</p>
                {message && <p class="fielderr" id="token-error" role="alert">{message}</p>}
                <input class="field" id="token" type="password" autocomplete="current-password" value={token} aria-invalid={message !== undefined} aria-describedby={`token-help${message ? ' token-error' : ''}`}
                    onInput={(event) => setToken(event.currentTarget.value)} />
            </div>
            <button class="btn primary" disabled={action.busy}>{t.signIn}</button>
            <p class="hint" role="status">{action.slow ? t.working : ''}</p>
        </form>
    );
}
