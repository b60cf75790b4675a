// The tariffs behind the figures, as stated and as converted; what cannot be compared with the reason.
import { href } from '../address';
import type { Row } from '../api';
import { saveCsv } from '../csv';
import { termLabel } from '../fields';
import { money } from '../format';
import { patternText, recordPath } from '../kinds';
import { Icon } from '../parts';
import { type Tariff, amountText, appliesText } from '../record/tariffs';
import { texts } from '../texts';
import { centsOf } from './cents';
import { type Asked, type Compared, type Observation, nameOf } from './data';
import { terms } from './terms';

interface Line {
    observation: Observation;
    record: Row | undefined;
    tariff: Tariff | undefined;
    route: string;
}

function linesOf({ insight, regulations }: Compared): Line[] {
    return (insight.behind?.listed ?? [])
        .map((observation) => {
            const record = regulations.get(observation.id);
            const tariffs = (record?.['tariffs'] ?? []) as Tariff[];
            const route = record?.derived?.['route'] as { pattern?: string } | undefined;
            return {
                observation,
                record,
                tariff: observation.tariff === undefined ? undefined : tariffs[observation.tariff],
                route: route?.pattern ?? '',
            };
        })
        .sort((a, b) => centsOf(b.observation.amount ?? '-0.01') - centsOf(a.observation.amount ?? '-0.01'));
}

export function Behind({ compared, asked }: { compared: Compared; asked: Asked }) {
    const t = texts();
    const lines = linesOf(compared);
    const own = new Set((compared.insight.mine?.tariffs ?? []).map(nameOf));
    const why = ({ observation }: Line) =>
        t.notComparableBecause(
            observation.reason ? termLabel(terms, 'not-comparable', observation.reason) : t.unknownAmount,
        );
    const pathOf = (line: Line) => recordPath('stagevergoeding', line.record?.slug ?? line.observation.id);
    const words = (line: Line): [string, string] =>
        line.tariff ? [appliesText(line.tariff, terms), amountText(line.tariff, terms)] : ['', ''];
    const save = () =>
        saveCsv('stagevergoedingen', [
            [
                t.regulation,
                t.forWhom,
                t.asStated,
                `${t.comparableAmount} (${t.perMonthAt(asked.days)})`,
                t.paymentRoute,
                t.address,
            ],
            ...lines.map((line) => [
                line.observation.title,
                ...words(line),
                line.observation.amount?.replace('.', ',') ?? '',
                line.route === '' ? '' : patternText(line.route),
                location.origin + pathOf(line),
            ]),
        ]);
    return (
        <section class="panel" aria-labelledby="behind">
            <div class="bar">
                <h2 id="behind">{t.behind}</h2>
                <button class="btn small" type="button" onClick={save}>
                    <Icon name="download" />
                    CSV
                </button>
            </div>
            <div class="scroll" tabIndex={0} role="group" aria-label={t.behind}>
                <table class="data tariffs">
                    <thead>
                        <tr>
                            <th scope="col">{t.regulation}</th>
                            <th scope="col">{t.forWhom}</th>
                            <th scope="col">{t.asStated}</th>
                            <th scope="col" class="r">
                                {t.comparableAmount}
                            </th>
                            <th scope="col">{t.paymentRoute}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines.map((line) => (
                            <tr key={nameOf(line.observation)} class={own.has(nameOf(line.observation)) ? 'mine' : ''}>
                                <th scope="row">
                                    <a href={href(pathOf(line))}>{line.observation.title}</a>
                                </th>
                                <td data-label={t.forWhom}>{words(line)[0]}</td>
                                <td data-label={t.asStated}>{words(line)[1]}</td>
                                <td
                                    class={`r ${line.observation.amount === undefined ? 'mut' : 'strong'}`}
                                    data-label={t.comparableAmount}
                                >
                                    {line.observation.amount === undefined ? why(line) : money(line.observation.amount)}
                                </td>
                                <td data-label={t.paymentRoute}>
                                    {line.route === '' ? (
                                        <span class="mut">{t.notStated}</span>
                                    ) : (
                                        patternText(line.route)
                                    )}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
