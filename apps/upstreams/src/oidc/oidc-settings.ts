export interface OidcProviderSettings {
  /** 0 takes a free one. */
  port: number;
  clientSecret: string;
  /** Base URL of the product, without a trailing slash. */
  publicUrl: string;
  /** The product's database, which knows the users. */
  databaseUrl: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Settings from `OIDC_PORT`, `OIDC_CLIENT_SECRET`, `PUBLIC_URL` and `DATABASE_URL`. */
export function readOidcProviderSettings(env: Env): OidcProviderSettings {
  const required = (variable: string): string => {
    const value = env[variable];
    if (!value) throw new Error(`${variable} is required`);
    return value;
  };
  return {
    port: Number(env.OIDC_PORT ?? 0),
    clientSecret: required('OIDC_CLIENT_SECRET'),
    publicUrl: required('PUBLIC_URL').replace(/\/+$/, ''),
    databaseUrl: required('DATABASE_URL'),
  };
}
