import '../core';

export { CompareView } from '../compare/compare';
