import '../core';

export { SearchView } from '../search/search';
