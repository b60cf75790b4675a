// A button beside every curl command that copies it. Without this script the page is complete.
'use strict';

const dutch = document.documentElement.lang === 'nl';
for (const command of document.querySelectorAll('pre.curl')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = dutch ? 'Kopieer' : 'Copy';
    button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(command.textContent);
        button.textContent = dutch ? 'Gekopieerd' : 'Copied';
        setTimeout(() => {
            button.textContent = dutch ? 'Kopieer' : 'Copy';
        }, 2000);
    });
    const frame = document.createElement('div');
    frame.className = 'command';
    command.replaceWith(frame);
    frame.append(command, button);
}
