import { expect, test } from 'vitest';
import { Problem } from '#platform/http/problem.ts';
import {
  ConnectionLost,
  isConnectionLost,
  isProofFailure,
  isSerializationFailure,
  isStalePlan,
  ProofFailed,
  sqlError,
  toProblem,
} from './sql-error.ts';

const raised = (code: string, more: object = {}): Error => Object.assign(new Error('secret words'), { code, ...more });

test('only what is allowed leaves of an error', () => {
  const error = raised('23505', {
    constraint: 'tenant_code_key',
    table: 'tenant',
    detail: 'Key (code)=(SECRET) already exists.',
    where: 'secret',
    query: 'select secret',
    routine: '_bt_check_unique',
  });
  expect(sqlError(error)).toEqual({
    code: '23505',
    constraint: 'tenant_code_key',
    table: 'tenant',
    column: null,
    routine: '_bt_check_unique',
  });
  expect(JSON.stringify(toProblem(error))).not.toMatch(/secret/i);
  expect(toProblem(error)?.message).not.toMatch(/secret/i);
});

test.each([
  ['MD401', 401],
  ['23505', 409],
  ['23503', 409],
  ['23514', 422],
  ['22003', 400],
  ['22021', 400],
  ['22P05', 400],
  ['57014', 503],
  ['53300', 503],
  ['57P03', 503],
  ['08006', 503],
  ['40001', 503],
  ['ECONNREFUSED', 503],
])('%s becomes a %i', (code, status) => {
  const problem = toProblem(raised(code));
  expect(problem?.status).toBe(status);
  expect(Boolean(problem?.headers?.['Retry-After'])).toBe(status === 503);
});

test('a constraint has the words that its module gives it', () => {
  const answers = { tenant_code_key: { status: 409, code: 'tenants.code_taken', detail: 'The code is taken' } };
  expect(toProblem(raised('23505', { constraint: 'tenant_code_key' }), answers)).toMatchObject(answers.tenant_code_key);
  expect(toProblem(raised('23505', { constraint: 'other_key' }), answers)?.code).toBe('database.duplicate');
});

test('what is no database error, or nobody’s fault but ours, is none', () => {
  expect(toProblem(new Error('a bug'))).toBeUndefined();
  expect(toProblem('a text')).toBeUndefined();
  expect(toProblem(raised('42601'))).toBeUndefined();
  expect(toProblem(raised('42501'))).toBeUndefined();
  const problem = new Problem(404, 'a.b');
  expect(toProblem(problem)).toBe(problem);
});

test('errors are told apart by what helps against them', () => {
  expect(isConnectionLost(new ConnectionLost())).toBe(true);
  expect(isConnectionLost(raised('57P01'))).toBe(true);
  expect(isConnectionLost(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isConnectionLost(raised('57014'))).toBe(false);
  expect(isSerializationFailure(raised('40P01'))).toBe(true);
  expect(isStalePlan(raised('0A000'))).toBe(true);
  expect(isProofFailure(new ProofFailed())).toBe(true);
});
