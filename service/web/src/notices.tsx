// What just happened, told once at the top of the next view, with a way back where there is one.
import { useEffect, useState } from 'preact/hooks';
import { href, navigate } from './address';
import { call } from './api';
import { forget, useAction } from './load';
import { Icon, Outcome } from './parts';
import { texts } from './texts';

export interface Notice {
    text: string;
    link?: { text: string; path: string } | undefined;
    undo?: { text: string; path: string; to: string } | undefined;  // POST to `path`, then go to `to`
}

let waiting: Notice | undefined;

export function say_once(notice: Notice): void {
    waiting = notice;
}

// `path`: of the view; a notice goes when somebody goes on.
export function Notices({ path }: { path: string }) {
    const [notice, setNotice] = useState<Notice>();
    const action = useAction();
    useEffect(() => { setNotice(waiting); waiting = undefined; }, [path]);
    if (!notice) return <div role="status" />;
    const { undo, link } = notice;
    const takeBack = () => action.run(async () => {
        if (!undo) return;
        await call(undo.path, { method: 'POST', etag: '*' });
        forget();
        say_once({ text: texts().undone });
        navigate(href(undo.to));
    });
    return (
        <div role="status"><div class="wrap"><section class="notice good flash">
            <p><Icon name="check" />{notice.text}</p>
            {link && <a href={href(link.path)}>{link.text}</a>}
            {undo && <button class="btn small" type="button" disabled={action.busy} onClick={takeBack}>{undo.text}</button>}
            <Outcome action={action} />
        </section></div></div>
    );
}
