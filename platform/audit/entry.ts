/** What happened, as an action reports it with `tx.record`. Secrets in `changes` are hidden before they are written. */
export type AuditEntry = {
  /** A function of the matrix or a verb of the module: `ticket.create`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string | number } | null;
  readonly changes?: Changes | null;
  readonly outcome?: 'allowed' | 'refused';
  readonly gate?: string | null;
  readonly reason?: string | null;
  /** Id of the user for whom the actor did it. */
  readonly onBehalfOf?: number | null;
  /** How many equal cases this row stands for; 1 unless said otherwise. */
  readonly repeats?: number;
};

/** Before and after of each changed field. */
export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/** Who acts and through what; the same for all rows of a transaction. */
export type Actor = {
  /** Null for the system itself, and for whoever could not be recognised. */
  readonly id: number | null;
  readonly login: string | null;
  /** Code of the tenant that the actor comes from, which need not be the one acted in. */
  readonly tenantCode: string | null;
  readonly channel: 'web' | 'api' | 'cli' | 'job';
  readonly address: string | null;
  readonly method: string | null;
  /** Without query. */
  readonly path: string | null;
  readonly requestId: string | null;
};
