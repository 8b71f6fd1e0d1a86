import { type Static, Type } from 'typebox';

export const resetPeriods = ['none', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'fiscal_year'] as const;
export type ResetPeriod = (typeof resetPeriods)[number];
export const overflowModes = ['error', 'widen'] as const;
export type OverflowMode = (typeof overflowModes)[number];
const scopeTypes = ['global', 'table'] as const;

/** What a number is made of, in order: a fixed text, the document's date in the tenant's time zone, the running number. */
export const NumberPart = Type.Union([
  Type.Object(
    { type: Type.Literal('text'), text: Type.String({ minLength: 1, maxLength: 20 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal('date'), format: Type.String({ minLength: 2, maxLength: 20 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal('sequence'),
      width: Type.Integer({ minimum: 1, maximum: 12 }),
    },
    { additionalProperties: false },
  ),
]);
export type NumberPart = Static<typeof NumberPart>;

export const NumberingRule = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  description: Type.String(),
  scopeType: Type.Enum([...scopeTypes]),
  tableName: Type.Union([Type.String(), Type.Null()]),
  columnName: Type.Union([Type.String(), Type.Null()]),
  separator: Type.String(),
  parts: Type.Array(NumberPart),
  pattern: Type.String(),
  resetPeriod: Type.Enum([...resetPeriods]),
  mode: Type.Enum(['gapless']),
  start: Type.Integer(),
  step: Type.Integer(),
  onOverflow: Type.Enum([...overflowModes]),
  isDefault: Type.Boolean(),
  status: Type.Enum(['active', 'inactive']),
  revision: Type.Integer(),
});
export type NumberingRule = Static<typeof NumberingRule>;

export const NumberingRuleList = Type.Object({
  items: Type.Array(NumberingRule),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
export type NumberingRuleList = Static<typeof NumberingRuleList>;

export const NumberingRuleQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);

export const NumberingRuleId = Type.Object(
  { id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) },
  { additionalProperties: false },
);

export const PreviewQuery = Type.Object(
  { date: Type.Optional(Type.String({ format: 'date' })) },
  { additionalProperties: false },
);
export type PreviewQuery = Static<typeof PreviewQuery>;

/**
 * What the next document of that date would get. `reserved` is always false: somebody else may take it first. `left` is
 * how many numbers there are behind it, null when the rule widens.
 */
export const NumberPreview = Type.Object({
  number: Type.String(),
  date: Type.String(),
  period: Type.String(),
  sequence: Type.Integer(),
  reserved: Type.Boolean(),
  left: Type.Union([Type.Integer(), Type.Null()]),
});
export type NumberPreview = Static<typeof NumberPreview>;

export const CounterProof = Type.Object({
  scope: Type.String(),
  period: Type.String(),
  issued: Type.Integer(),
  first: Type.Union([Type.Integer(), Type.Null()]),
  last: Type.Union([Type.Integer(), Type.Null()]),
  voids: Type.Integer(),
  missing: Type.Array(Type.Integer()),
  duplicates: Type.Array(Type.Integer()),
});
export type CounterProof = Static<typeof CounterProof>;

export const NumberingProof = Type.Object({ gapless: Type.Boolean(), counters: Type.Array(CounterProof) });
export type NumberingProof = Static<typeof NumberingProof>;

export const LedgerQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 2000 })),
    /** Only numbers of this period, as a counter names it: `2026`. */
    period: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { additionalProperties: false },
);
export type LedgerQuery = Static<typeof LedgerQuery>;

/** One number that was issued, and to what. `void` numbers have a reason instead. */
export const LedgerEntry = Type.Object({
  scope: Type.String(),
  period: Type.String(),
  sequence: Type.Integer(),
  number: Type.String(),
  state: Type.Enum(['used', 'void', 'reserved']),
  subject: Type.Union([Type.Object({ type: Type.String(), id: Type.Integer() }), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
  at: Type.String({ format: 'date-time' }),
});
export type LedgerEntry = Static<typeof LedgerEntry>;

export const Ledger = Type.Object({
  items: Type.Array(LedgerEntry),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
export type Ledger = Static<typeof Ledger>;
