import '../core';

export { HistoryView } from '../record/history';
export { RecordView } from '../record/record';
export { SideBySideView } from '../record/side-by-side';
