export type FieldError = { readonly path: string; readonly code: string; readonly message: string };

export type ProblemDocument = {
  readonly status: number;
  readonly code: string;
  /** What kind of problem it is, in the language that was asked for. */
  readonly title: string | null;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;
  /** Seconds after which trying again makes sense, when the server said so. */
  readonly retryAfter: number | null;
  /** Whatever else the document held, such as the transitions that would be allowed. */
  readonly extra: Readonly<Record<string, unknown>>;
};

/** An answer that is not what was asked for. `code` is `module.reason`; `web.*` are the ones that never reached a server. */
export class ApiProblem extends Error implements ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly title: string | null;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(document: Partial<ProblemDocument> & { status: number; code: string }) {
    super(document.code);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.title = document.title ?? null;
    this.detail = document.detail ?? null;
    this.errors = document.errors ?? [];
    this.requestId = document.requestId ?? null;
    this.retryAfter = document.retryAfter ?? null;
    this.extra = document.extra ?? {};
  }
}

/** True for an answer of the API, and, when codes are given, for one of these. */
export const isProblem = (error: unknown, ...codes: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));

/** Whether a gate refused it: then there is nothing to try again, nor to do with it. */
export const isRefusal = (error: unknown): error is ApiProblem => isProblem(error) && error.status === 403;

/** Reads an answer that is not 2xx. One that is no problem document (a proxy's page) becomes `web.unreadable`. */
export const problemFrom = async (response: Response): Promise<ApiProblem> => {
  const document: unknown = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const requestId = response.headers.get('Request-Id');
  const common = { status: response.status, retryAfter: Number.isFinite(retryAfter) ? retryAfter : null };
  if (typeof document !== 'object' || document === null || !('code' in document)) {
    return new ApiProblem({ ...common, code: 'web.unreadable', requestId });
  }
  const found = document as Partial<ProblemDocument> & Record<string, unknown>;
  return new ApiProblem({
    ...common,
    code: String(found.code),
    title: found.title ?? null,
    detail: found.detail ?? null,
    errors: found.errors ?? [],
    requestId: found.requestId ?? requestId,
    extra: found,
  });
};
