import { errors, type JWK, jwtVerify, SignJWT } from 'jose';
import { isRole, type Role } from './principal.ts';
import { ALGORITHM, createTokenKeys } from './token-keys.ts';

/** Life of an access token in seconds. */
export const TOKEN_SECONDS = 15 * 60;
const AUDIENCE = 'madang-api';
const CLOCK_TOLERANCE = 5;

/** What an access token says. Information only: the acting row that it names is read again and decides. */
export type TokenClaims = {
  readonly userId: number;
  readonly role: Role;
  readonly tenantId: number;
  readonly tenantCode: string;
  readonly actingId: number;
};

export type Tokens = {
  sign(claims: TokenClaims): Promise<string>;
  /** The claims of a token that we signed and that has not run out; null for every other text. */
  verify(jwt: string): Promise<(TokenClaims & { readonly expiresAt: number }) | null>;
  /** What /.well-known/jwks.json answers. */
  published(): Promise<JWK[]>;
  rotate(): Promise<void>;
};

/** EdDSA and nothing else; the key is found by `kid` among our own, whatever else the header says (`jku`, `jwk`). */
export const createTokens = (options: Parameters<typeof createTokenKeys>[0] & { readonly issuer: string }): Tokens => {
  const keys = createTokenKeys(options);
  const { issuer, clock } = options;
  return {
    sign: async (claims) => {
      const { id, key } = await keys.signing();
      const now = Math.floor(clock().getTime() / 1000);
      return await new SignJWT({
        role: claims.role,
        tenant_id: claims.tenantCode,
        sid: `${claims.tenantId}.${claims.actingId}`,
      })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: id })
        .setSubject(String(claims.userId))
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_SECONDS)
        .sign(key);
    },
    verify: async (jwt) => {
      try {
        const { payload } = await jwtVerify(
          jwt,
          async ({ kid }) => {
            const key = kid === undefined ? undefined : await keys.verifying(kid);
            if (key === undefined) throw new errors.JWKSNoMatchingKey();
            return key;
          },
          {
            algorithms: [ALGORITHM],
            issuer,
            audience: AUDIENCE,
            typ: 'JWT',
            requiredClaims: ['sub', 'role', 'tenant_id', 'sid', 'exp', 'iat'],
            clockTolerance: CLOCK_TOLERANCE,
            currentDate: clock(),
          },
        );
        return claimsOf(payload);
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
    published: keys.published,
    rotate: keys.rotate,
  };
};

const claimsOf = (payload: Readonly<Record<string, unknown>>): (TokenClaims & { expiresAt: number }) | null => {
  const sid = /^([1-9]\d{0,9})\.([1-9]\d{0,15})$/.exec(String(payload.sid));
  const { sub, role, tenant_id: tenantCode, exp } = payload;
  if (sid === null || !isRole(role) || typeof tenantCode !== 'string' || typeof exp !== 'number') return null;
  return {
    userId: Number(sub),
    role,
    tenantCode,
    tenantId: Number(sid[1]),
    actingId: Number(sid[2]),
    expiresAt: exp * 1000,
  };
};
