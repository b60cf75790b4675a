// Regulations by band of amount: a chart that narrows the comparison.
import type { Address } from '../address';
import type { SearchPage } from '../api';
import { Histogram, bandSummary, bandTable, bandsOf } from '../histogram';
import { texts } from '../texts';
import { ChartPanel } from './chart-panel';
import { switched } from './setting';

const name = 'amountBand';

export function Bands({ address, facets }: { address: Address; facets: SearchPage['facets'] }) {
    const t = texts();
    const facet = facets.find((each) => each.name === name);
    if (!facet) return null;
    const bands = bandsOf(facet);
    return (
        <ChartPanel id="bands" title={t.bandTitle} hint={t.bandHelp} table={{ ...bandTable(bands), numbers: 1 }}
            chart={<Histogram bands={bands} chosen={address.query.getAll(name)} to={(band, on) => switched(address, name, band, on)} wide={520} tall={130} labelled />}>
            <p class="note">{bandSummary(bands)}</p>
        </ChartPanel>
    );
}
