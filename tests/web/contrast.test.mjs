// axe does not judge the text of charts, so the pairs of colours that the styles put together are judged here, in both colour schemes (WCAG 2.2,
// 1.4.3 and 1.4.11).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../service/web/src/style/tokens.css', import.meta.url), 'utf8');
const [light, dark] = css.split('@media (prefers-color-scheme: dark)');
const read = (text) =>
    Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]));
const schemes = { light: read(light), dark: { ...read(light), ...read(dark) } };

const luminance = (colour) => {
    const [r, g, b] = [1, 3, 5]
        .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
};

const text = [
    ['ink', 'surface'],
    ['ink-2', 'surface'],
    ['ink-3', 'surface'],
    ['ink-3', 'bg'],
    ['ink', 'mine-soft'],
    ['mine', 'surface'],
    ['mine', 'mine-soft'],
    ['ink-2', 'mine-soft'],
    ['link', 'bg'],
    ['on-brand', 'brand'],
    ['brand-strong', 'brand-soft'],
    ['ink', 'mark'],
    ['err', 'surface'],
    ['err', 'err-soft'],
    ['warn', 'warn-soft'],
    ['ok', 'ok-soft'],
    ['info', 'info-soft'],
];
const shapes = [
    ['ch-1', 'surface'],
    ['ch-2', 'surface'],
    ['ch-3', 'surface'],
    ['line-strong', 'surface'],
    ['brand-strong', 'surface'],
    ['mine', 'surface'],
    ['focus', 'surface'],
];

for (const [name, tokens] of Object.entries(schemes)) {
    test(`text and shapes stand out in the ${name} scheme`, () => {
        for (const [front, back] of text)
            assert.ok(
                contrast(tokens[front], tokens[back]) >= 4.5,
                `${front} on ${back}: ${contrast(tokens[front], tokens[back]).toFixed(2)}`,
            );
        for (const [front, back] of shapes)
            assert.ok(
                contrast(tokens[front], tokens[back]) >= 3,
                `${front} on ${back}: ${contrast(tokens[front], tokens[back]).toFixed(2)}`,
            );
    });
}
