// The code lists that the comparison shows: a few, so they come with its script and need no request of their own.
import contractForms from '../../../../schema/vocabularies/contract-forms.json';
import notComparable from '../../../../schema/vocabularies/not-comparable.json';
import programmes from '../../../../schema/vocabularies/programmes.json';
import sectors from '../../../../schema/vocabularies/sectors.json';
import studyModes from '../../../../schema/vocabularies/study-modes.json';
import units from '../../../../schema/vocabularies/units.json';
import type { Terms } from '../fields';

export const terms: Terms = {
    vocabularies: {
        'contract-forms': contractForms.terms, 'not-comparable': notComparable.terms, programmes: programmes.terms, sectors: sectors.terms, 'study-modes': studyModes.terms, units: units.terms,
    },
};
