import { type ExportColumn, localTime, type Words } from '#platform/http/csv.ts';
import type { AuditRow } from './queries.ts';

const outcomes: Readonly<Record<AuditRow['outcome'], Words>> = {
  allowed: { en: 'Allowed', ko: '허용' },
  refused: { en: 'Denied', ko: '거부' },
};

/** The columns of the file of the audit. Actions and reasons stay in their codes: whoever counts them needs one spelling. */
export const auditColumns: readonly ExportColumn<AuditRow>[] = [
  { title: { en: 'Time', ko: '시각' }, value: (row, c) => localTime(row.at, c.principal.tenant.timeZone) },
  { title: { en: 'Time (UTC)', ko: '시각 (UTC)' }, value: (row) => row.at },
  { title: { en: 'Login', ko: '아이디' }, value: (row) => row.actor_login },
  { title: { en: 'From', ko: '소속' }, value: (row) => row.actor_tenant },
  { title: { en: 'Action', ko: '작업' }, value: (row) => row.action },
  { title: { en: 'Subject', ko: '대상' }, value: (row) => row.subject_type },
  { title: { en: 'Subject id', ko: '대상 번호' }, value: (row) => row.subject_id },
  { title: { en: 'Subject name', ko: '대상 이름' }, value: (row) => row.subject_name },
  { title: { en: 'Outcome', ko: '결과' }, value: (row, c) => outcomes[row.outcome][c.request.locale] },
  { title: { en: 'Failed check', ko: '거부 단계' }, value: (row) => row.gate },
  { title: { en: 'Reason', ko: '사유' }, value: (row) => row.reason },
  { title: { en: 'Times', ko: '횟수' }, value: (row) => row.repeats },
  {
    title: { en: 'Changes', ko: '바뀐 내용' },
    value: (row) => (row.changes === null ? null : JSON.stringify(row.changes)),
  },
  { title: { en: 'Channel', ko: '접속 경로' }, value: (row) => row.channel },
  { title: { en: 'IP address', ko: 'IP 주소' }, value: (row) => row.address },
  { title: { en: 'Method', ko: '방식' }, value: (row) => row.method },
  { title: { en: 'Path', ko: '요청 경로' }, value: (row) => row.path },
  { title: { en: 'Request', ko: '문의 번호' }, value: (row) => row.request_id },
];

export const auditFile: Words = { en: 'Audit log', ko: '감사 기록' };
