// Who pays: the routes of money as a flow, with one's own drawn through it, and what is paid along each.
import { money, number } from '../format';
import { readPattern } from '../kinds';
import { texts } from '../texts';
import { groupLabel } from './amounts';
import { ChartPanel, DataTable } from './chart-panel';
import type { Compared } from './data';
import { Flow, linksOf } from './flow';

// "from to" of every movement in the routes of one's own regulations.
function ownMovements({ insight, regulations }: Compared): Set<string> {
    const patterns = (insight.mine?.tariffs ?? []).map((tariff) => (regulations.get(tariff.id)?.derived?.['route'] as { pattern?: string } | undefined)?.pattern ?? '');
    return new Set(patterns.flatMap((pattern) => {
        const stops = readPattern(pattern) ?? [];
        return stops.slice(1).flatMap((stop, at) => (stops[at] ?? []).flatMap((from) => stop.map((to) => `${from} ${to}`)));
    }));
}

export function WhoPays({ compared }: { compared: Compared }) {
    const t = texts();
    const { routes } = compared;
    const label = (actor: string) => (routes.nodes ?? []).find((node) => node.actor === actor)?.label ?? actor;
    const links = linksOf(routes);
    const first = links[0];
    const own = ownMovements(compared);
    const summary = `${first ? t.flowSummary(links.length, label(first.from), label(first.to), first.count) : t.flowNothing} ${t.routesStated(routes.withRoute ?? 0, routes.regulations ?? 0)}`;
    const table = {
        head: [t.what, t.fromWhom, t.toWhom, t.count], numbers: 3,
        rows: (routes.links ?? []).map((link) => [link.label ?? link.role, label(link.from), link.to === undefined ? '' : label(link.to), link.withheld ? t.withheld : number(link.regulations ?? 0)]),
    };
    const byRoute = {
        head: [t.paymentRoute, t.count, t.median], numbers: 1,
        rows: routes.patterns.map((pattern) => [groupLabel(pattern, 'route'), pattern.withheld ? t.withheld : number(pattern.regulations ?? 0), pattern.median === undefined ? '–' : money(pattern.median)]),
    };
    return (
        <ChartPanel id="flow" title={t.whoPays} hint={own.size > 0 ? `${t.flowHelp} ${t.flowOwn}` : t.flowHelp} table={table} chart={<Flow links={links} own={own} summary={summary} label={label} />}>
            <p class="note">{summary}</p>
            <h3>{t.medianByRoute}</h3>
            <DataTable table={byRoute} label={t.medianByRoute} />
        </ChartPanel>
    );
}
