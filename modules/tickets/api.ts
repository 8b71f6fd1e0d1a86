export { moveTicket } from './change/move-actions.ts';
export { ensureCategories } from './create/category-queries.ts';
export { openTicket } from './create/open-ticket-actions.ts';
export { type ImportResult, importFile } from './import/file-actions.ts';
export { parseMapping } from './import/mapping.ts';
export { writeComment, writeNote } from './messages/actions.ts';
export { hasTickets, lockTicket } from './queries.ts';
