import { STATUS_CODES } from 'node:http';

/** One field that was not right: a JSON pointer into the body, query or path parameters, a code, a sentence. */
export type FieldError = { readonly path: string; readonly code: string; readonly message: string };

export type ProblemOptions = {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document, such as the transitions that would be allowed. */
  readonly extra?: Readonly<Record<string, unknown>>;
};

/** An answer that is a refusal or a failure. Thrown anywhere below a route; leaves as RFC 9457 problem+json. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly errors: readonly FieldError[] | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail?: string | null, options: ProblemOptions = {}) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail ?? null;
    this.errors = options.errors ?? null;
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** `throw problem(409, 'tickets.transition_not_allowed', 'A closed ticket cannot be started.', { extra: { allowed } })`. */
export const problem = (status: number, code: string, detail?: string, options: ProblemOptions = {}): Problem =>
  new Problem(status, code, detail, options);

/** 422: understood, and one field of the body refused by a rule. A foreign and an unknown id get the same one. */
export const fieldProblem = (path: string, code: string, message: string): Problem =>
  new Problem(422, code, message, { errors: [{ path, code, message }] });

/** 400: these fields are malformed. */
export const invalidFields = (errors: readonly FieldError[]): Problem =>
  problem(400, 'http.invalid', errors[0]?.message ?? 'The request is not valid.', { errors });

/** 409: the session acts in another tenant than the caller believes. Nothing was read or written. */
export const tenantChanged = (): Problem =>
  problem(409, 'access.tenant_changed', 'The session acts in another tenant meanwhile. Load the page again.');

/** The document that leaves. Members of `extra` never replace the ones that RFC 9457 and conventions name. */
export const problemDocument = (found: Problem, requestId: string, title?: string): Record<string, unknown> => ({
  ...found.extra,
  type: 'about:blank',
  title: title ?? STATUS_CODES[found.status] ?? 'Problem',
  status: found.status,
  code: found.code,
  detail: found.detail,
  ...(found.errors === null ? {} : { errors: found.errors }),
  requestId,
});
