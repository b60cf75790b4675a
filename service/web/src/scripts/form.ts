import '../core';

export { AddKindView, AddView, EditView } from '../form/edit';
