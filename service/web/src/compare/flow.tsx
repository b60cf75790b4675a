// Who pays: how often money goes from one kind of party to another, drawn from left (where it comes from) to right (the student). Each kind has its
// own column, so a route that goes back cannot run in a circle; what goes back or stays is in the table only.
import { texts } from '../texts';
import type { Routes } from './data';
import { useNarrow } from './narrow';

export interface Link { from: string; to: string; count: number }

const columns: string[][] = [['unknown', 'ministry', 'municipality', 'fund'], ['onderwijsregio', 'partnership'], ['schoolbestuur', 'institute'], ['school'], ['student']];
const columnOf = (actor: string): number => columns.findIndex((column) => column.includes(actor));

// Movements of money; whose money it is and who transfers it between the same two is one movement told twice.
export function linksOf(routes: Routes): Link[] {
    const counts = new Map<string, Link>();
    for (const { from, to, role, regulations = 0 } of routes.links ?? []) {
        if (to === undefined || to === from || role === 'decides') continue;  // within one kind of party: in the table only
        const found = counts.get(`${from} ${to}`);
        counts.set(`${from} ${to}`, { from, to, count: Math.max(regulations, found?.count ?? 0) });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count);
}

const tall = 250;
const bar = 10;
const gap = 26;

interface Node { actor: string; size: number; x: number; y: number; height: number; out: number; into: number }

function layout(links: Link[], narrow: boolean): { nodes: Map<string, Node>; scale: number; wide: number } {
    const actors = [...new Set(links.flatMap((link) => [link.from, link.to]))];
    const size = (actor: string) => Math.max(links.filter((link) => link.from === actor).reduce((sum, link) => sum + link.count, 0), links.filter((link) => link.to === actor).reduce((sum, link) => sum + link.count, 0));
    const used = columns.map((column) => column.filter((actor) => actors.includes(actor))).filter((column) => column.length > 0);
    const scale = Math.min(...used.map((column) => (tall - gap * (column.length + 0.5)) / column.reduce((sum, actor) => sum + size(actor), 0)), 60);
    const wide = Math.max(narrow ? 340 : 430, used.length * 110);
    const nodes = new Map<string, Node>();
    used.forEach((column, at) => {
        let y = 16;
        for (const actor of column) {
            const height = Math.max(2, size(actor) * scale);
            nodes.set(actor, { actor, size: size(actor), x: used.length < 2 ? 0 : at / (used.length - 1) * (wide - bar), y, height, out: 0, into: 0 });
            y += height + gap;
        }
    });
    return { nodes, scale, wide };
}

// `own`: "from to" of the movements that are drawn through the others.
export function Flow({ links, own, summary, label }: { links: Link[]; own: Set<string>; summary: string; label: (actor: string) => string }) {
    const t = texts();
    const narrow = useNarrow();
    const forward = links.filter((link) => columnOf(link.from) >= 0 && columnOf(link.from) < columnOf(link.to));
    if (forward.length === 0) return <p class="mut">{t.flowNothing}</p>;
    const { nodes, scale, wide } = layout(forward, narrow);
    return (
        <svg class="chart" viewBox={`0 0 ${wide} ${tall}`} role="img" aria-labelledby="flow-title flow-text">
            <title id="flow-title">{t.flowTitle}</title>
            <desc id="flow-text">{summary}</desc>
            {forward.map((link) => {
                const from = nodes.get(link.from);
                const to = nodes.get(link.to);
                if (!from || !to) return null;
                const width = Math.max(1.5, link.count * scale);
                const y1 = from.y + from.out + width / 2;
                const y2 = to.y + to.into + width / 2;
                from.out += width;
                to.into += width;
                const middle = (from.x + bar + to.x) / 2;
                const way = `M${from.x + bar},${y1}C${middle},${y1},${middle},${y2},${to.x},${y2}`;
                return (
                    <g key={link.from + link.to}>
                        <path class={`link l${columnOf(link.from) % 3 + 1}`} d={way} stroke-width={width}><title>{`${label(link.from)} → ${label(link.to)}: ${link.count}`}</title></path>
                        {own.has(`${link.from} ${link.to}`) && <path class="hl" d={way} />}
                    </g>
                );
            })}
            {[...nodes.values()].map((node) => {
                const last = node.x > wide / 2 + 60;
                return (
                    <g key={node.actor}>
                        <rect class={node.actor === 'student' ? 'n0' : `n${columnOf(node.actor) % 3 + 1}`} x={node.x} y={node.y} width={bar} height={node.height} rx="2" />
                        <text class="halo b sm" x={last ? node.x - 6 : node.x + bar + 6} y={node.y + 11} text-anchor={last ? 'end' : 'start'}>{label(node.actor)} <tspan class="mut">{node.size}</tspan></text>
                    </g>
                );
            })}
        </svg>
    );
}
