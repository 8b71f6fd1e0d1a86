import type { Call } from '#platform/http/call.ts';
import { type ExportColumn, localTime, type Words } from '#platform/http/csv.ts';
import type { TicketKind, TicketStatus } from '../contract.ts';
import ko from '../locale/ko.json' with { type: 'json' };
import type { TicketRow } from '../queries.ts';

/** A word of the screens, so that a file says what the list says. */
const word = (en: keyof typeof ko): Words => ({ en, ko: ko[en] });

const kindWords: Readonly<Record<TicketKind, Words>> = {
  service_request: word('Service request'),
  incident: word('Incident'),
};

const statusWords: Readonly<Record<TicketStatus, Words>> = {
  received: word('Received'),
  triage: word('In triage'),
  awaiting_approval: word('Awaiting approval'),
  rejected: word('Rejected'),
  assigned: word('Assigned'),
  in_progress: word('In progress'),
  waiting_customer: word('Waiting for customer'),
  waiting_vendor: word('Waiting for vendor'),
  resolved: word('Resolved'),
  closed: word('Closed'),
  cancelled: word('Cancelled'),
};

const priorityWords: readonly Words[] = [word('Urgent'), word('High'), word('Medium'), word('Low')];

const said = (words: Words | undefined, c: Call): string => words?.[c.request.locale] ?? '';
const local = (iso: string | null, c: Call): string | null => localTime(iso, c.principal.tenant.timeZone);

/** The columns of the file of tickets. Times are the tenant's, and once more in UTC where machines sort by them. */
export const ticketColumns: readonly ExportColumn<TicketRow>[] = [
  { title: word('Number'), value: (row) => row.number },
  { title: word('Kind'), value: (row, c) => said(kindWords[row.kind], c) },
  { title: word('Title'), value: (row) => row.title },
  { title: word('Status'), value: (row, c) => said(statusWords[row.status], c) },
  { title: word('Priority'), value: (row, c) => said(priorityWords[row.priority - 1], c) },
  { title: word('Category'), value: (row) => row.category_name },
  { title: word('Requester'), value: (row) => row.requester_name },
  { title: word('For'), value: (row) => row.on_behalf_of_name },
  { title: word('Assignee'), value: (row) => row.assignee_name },
  { title: word('Tags'), value: (row) => row.tags.join(', ') },
  { title: word('Due'), value: (row, c) => local(row.due, c) },
  { title: word('Created'), value: (row, c) => local(row.created_at, c) },
  { title: word('Last updated'), value: (row, c) => local(row.updated_at, c) },
  { title: word('Resolved'), value: (row, c) => local(row.resolved_at, c) },
  { title: word('Closed'), value: (row, c) => local(row.closed_at, c) },
  { title: { en: 'Created (UTC)', ko: '등록 (UTC)' }, value: (row) => row.created_at },
  { title: { en: 'Updated (UTC)', ko: '변경 (UTC)' }, value: (row) => row.updated_at },
];

export const ticketFile: Words = word('Requests');
