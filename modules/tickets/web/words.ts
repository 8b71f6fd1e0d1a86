import { type Text, type Translate, text } from '#platform/web/i18n/i18n.ts';
import type { Channel, Priority, TicketAction, TicketActionName, TicketKind, TicketStatus } from '../contract.ts';
import { asksFirst } from './next-action.ts';

/** Impact and urgency, 1 the highest; the wire says it as a number. */
export type Level = 1 | 2 | 3;
export const levels: readonly Level[] = [1, 2, 3];

export const statusText: Readonly<Record<TicketStatus, Text>> = {
  received: text('Received'),
  triage: text('In triage'),
  awaiting_approval: text('Awaiting approval'),
  rejected: text('Rejected'),
  assigned: text('Assigned'),
  in_progress: text('In progress'),
  waiting_customer: text('Waiting for customer'),
  waiting_vendor: text('Waiting for vendor'),
  resolved: text('Resolved'),
  closed: text('Closed'),
  cancelled: text('Cancelled'),
};

export const kindText: Readonly<Record<TicketKind, Text>> = {
  service_request: text('Service request'),
  incident: text('Incident'),
};

export const priorityText: Readonly<Record<Priority, Text>> = {
  p1: text('Urgent'),
  p2: text('High'),
  p3: text('Medium'),
  p4: text('Low'),
};

export const channelText: Readonly<Record<Channel, Text>> = {
  portal: text('Web'),
  api: text('API'),
  email: text('E-mail'),
  chat: text('Chat'),
  phone: text('Telephone'),
  monitor: text('Monitoring'),
  import: text('Import'),
};

export const impactText: Readonly<Record<Level, Text>> = {
  1: text('Everybody'),
  2: text('Some people'),
  3: text('One person'),
};

export const urgencyText: Readonly<Record<Level, Text>> = {
  1: text('Work stands still'),
  2: text('Work is disrupted'),
  3: text('Can wait'),
};

/** What a button says: it says what happens. */
export const actionText: Readonly<Record<TicketActionName, Text>> = {
  triage: text('Start triage'),
  assign: text('Assign'),
  start: text('Start work'),
  wait_customer: text('Ask the customer'),
  wait_vendor: text('Wait for a vendor'),
  resume: text('Continue work'),
  resolve: text('Resolve'),
  reopen: text('Reopen'),
  close: text('Close the request'),
  cancel: text('Cancel the request'),
  reject: text('Reject'),
};

/** Fields as history names them. */
export const fieldText: Readonly<Record<string, Text>> = {
  status: text('Status'),
  title: text('Title'),
  body: text('Description'),
  category: text('Category'),
  impact: text('Impact'),
  urgency: text('Urgency'),
  priority: text('Priority'),
  assignee: text('Assignee'),
  team: text('Team'),
  tags: text('Tags'),
  due: text('Due'),
  resolution: text('Resolution'),
  reason: text('Reason'),
  kind: text('Kind'),
};

/** What history says where a request is opened again because it was resolved by mistake. */
export const resolvedByMistake = text('Resolved by mistake and taken back at once.');

/** Three dots say that something will be asked first. */
export const actionLabel = (t: Translate, action: TicketAction): string =>
  asksFirst(action) ? `${t(actionText[action.action])}…` : t(actionText[action.action]);
