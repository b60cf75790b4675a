// What just happened, told once at the top of the next view, with a way back where there is one.
import { useEffect, useState } from 'preact/hooks';
import { href, navigate } from './address';
import { Fault, call } from './api';
import { forget } from './load';
import { Icon, faultText } from './parts';
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
    const [fault, setFault] = useState<Fault>();
    useEffect(() => { setNotice(waiting); setFault(undefined); waiting = undefined; }, [path]);
    if (!notice) return <div role="status" />;
    const { undo, link } = notice;
    const takeBack = () => {
        if (!undo) return;
        call(undo.path, { method: 'POST', etag: '*' }).then(() => { forget(); say_once({ text: texts().undone }); navigate(href(undo.to)); },
            (error: unknown) => setFault(error instanceof Fault ? error : new Fault(0, undefined)));
    };
    return (
        <div role="status"><div class="wrap"><section class="notice good flash">
            <p><Icon name="check" />{notice.text}</p>
            {link && <a href={href(link.path)}>{link.text}</a>}
            {undo && <button class="btn small" type="button" onClick={takeBack}>{undo.text}</button>}
            {fault && <p class="fielderr">{faultText(fault).detail}</p>}
        </section></div></div>
    );
}
