/** What a tenant's audit shows to have been done to it. */
export type FindingKind =
  | 'row_changed'
  | 'row_missing'
  | 'row_inserted'
  | 'row_sealed_twice'
  | 'seal_changed'
  | 'seal_missing'
  | 'seal_out_of_order'
  | 'seal_unsigned'
  | 'checkpoint_changed'
  | 'checkpoint_missing'
  | 'checkpoint_unsigned'
  | 'checkpoint_contradicted'
  | 'anchor_contradicted'
  | 'truncated'
  | 'key_unknown';

export type Finding = {
  readonly kind: FindingKind;
  /** The audit row's id, or the first one concerned where that is known. */
  readonly row: number | null;
  readonly seal: number | null;
  readonly checkpoint: number | null;
  /** One sentence. */
  readonly message: string;
};

export const finding = (
  kind: FindingKind,
  message: string,
  where: { readonly row?: number | undefined; readonly seal?: number; readonly checkpoint?: number } = {},
): Finding => ({
  kind,
  row: where.row ?? null,
  seal: where.seal ?? null,
  checkpoint: where.checkpoint ?? null,
  message,
});

/** There is nothing to judge: no such tenant, or a file that is no export. The message is for people. */
export class AuditUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AuditUnreadable';
  }
}
