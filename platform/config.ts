/** What the environment and the command line decide, read once by app/config.ts. */
export type Config = {
  readonly host: string;
  readonly port: number;
  /** MADANG_URL: the public address, which alone decides Origin, Secure and links. Null: loopback names only. */
  readonly publicUrl: string | null;
  /** MADANG_TRUSTED_PROXIES: addresses or networks whose X-Forwarded-* counts. */
  readonly trustedProxies: readonly string[];
  readonly databaseUrl: string | null;
  /** MADANG_DATA, absolute. */
  readonly dataDir: string;
  readonly demoPassword: string | null;
  readonly metricsToken: string | null;
  readonly production: boolean;
  /** The folder of the built web app. */
  readonly webDir: string;
  readonly version: string;
};
