// The views that are fetched when somebody first goes there: the first search needs none of them.
export { AddKindView, AddView, EditView } from './form/edit';
export { AttentionView } from './insight/attention';
export { CompareView } from './insight/compare';
export { CoverageView } from './insight/coverage';
export { NetworkView } from './insight/network';
export { QuestionsView } from './insight/questions';
export { HistoryView } from './record/history';
export { SideBySideView } from './insight/side-by-side';
