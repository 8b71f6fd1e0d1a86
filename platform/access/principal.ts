/** The five roles of the system's own functions, strongest first. */
export const ROLES = ['ADMIN', 'PM', 'ENGINEER', 'DEPLOY_ENGINEER', 'CUSTOMER'] as const;
export type Role = (typeof ROLES)[number];

/** The provider is always tenant 1 with the code `*`. */
export const PROVIDER_TENANT_ID = 1;
export const PROVIDER_CODE = '*';
/** The code of any other tenant. */
export const TENANT_CODE = /^[A-Z0-9_-]{1,20}$/;

export type TenantRef = { readonly id: number; readonly code: string; readonly name: string };
export type PrincipalKind = 'session' | 'token' | 'api_key' | 'system';

/**
 * Who acts, and where. It is a hint until the proof of its acting row (`actingId` at `version`) has come back in the
 * same batch as the question: see proof.ts.
 */
export type Principal = {
  readonly kind: PrincipalKind;
  readonly actingId: number;
  readonly version: number;
  readonly userId: number;
  readonly login: string;
  readonly name: string;
  readonly locale: 'ko' | 'en';
  readonly home: TenantRef;
  readonly homeRole: Role;
  readonly tenant: TenantRef & { readonly timeZone: string };
  readonly role: Role;
  readonly sessionId: number | null;
  /** Functions an API key was given; null for people, whose role alone decides. */
  readonly scopes: readonly string[] | null;
  /** When a token ends, in milliseconds since 1970; other credentials last as long as the acting row. */
  readonly until?: number;
};

/** An ADMIN of the provider: may act in every tenant. */
export const isSuperAdministrator = (principal: Pick<Principal, 'home' | 'homeRole'>): boolean =>
  principal.home.id === PROVIDER_TENANT_ID && principal.homeRole === 'ADMIN';

/** Acting in the provider's own tenant `*`. */
export const isInProvider = (principal: Pick<Principal, 'tenant'>): boolean =>
  principal.tenant.id === PROVIDER_TENANT_ID;

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role);
