import '../core';

export { AttentionView } from '../insight/attention';
export { CoverageView } from '../insight/coverage';
export { FundingView } from '../insight/funding';
export { NetworkView } from '../insight/network';
export { QuestionsView } from '../insight/questions';
