export const environments = ['production', 'development', 'test'] as const;
export const processRoles = ['all', 'api', 'worker'] as const;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type Environment = (typeof environments)[number];
export type ProcessRole = (typeof processRoles)[number];
export type LogLevel = (typeof logLevels)[number];

/** A real OpenID Connect provider, or null: then demo and tests use the local one. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Microsoft Entra tenant ids that may sign in; empty means every tenant that the issuer accepts. */
  readonly allowedTenants: readonly string[];
}

export interface ConnectWiseSettings {
  readonly url: string;
  readonly company: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
}

/** One of the controllers. */
export interface UnifiSettings {
  /** What its sites say they belong to: `default`, or one of `UNIFI_CONTROLLERS`. */
  readonly name: string;
  readonly url: string;
  /** Of a local administrator, or an API key of UniFi OS. */
  readonly credentials: { readonly username: string; readonly password: string } | { readonly apiKey: string };
  /** SHA-256 of the only certificate to accept, in lower-case hex; null means that a trusted authority must vouch. */
  readonly fingerprint: string | null;
  /** Accepts any certificate: an explicit choice, as nothing proves who answers then. */
  readonly allowSelfSigned: boolean;
}

/** What the server does with UniFi sites by itself. */
export interface UnifiRounds {
  /** Minutes between two syncs of the sites; 0 means only on demand. */
  readonly syncMinutes: number;
  /** Minutes between two snapshots of every site; 0 means that none are taken. */
  readonly snapshotMinutes: number;
  /** How many days of snapshots are kept. */
  readonly historyDays: number;
}

/** Express's `trust proxy`: nobody, a number of hops, or addresses, subnets and their names. */
export type TrustedProxies = false | number | readonly string[];

/** The settings of one process, checked at start by `loadConfig`. Injectable: it is its own token. */
export class AppConfig {
  readonly environment: Environment;
  readonly demo: boolean;
  readonly role: ProcessRole;
  readonly logLevel: LogLevel;
  readonly host: string;
  /** As configured; 0 asks the system for a free one. */
  readonly port: number;
  /** PUBLIC_URL without a trailing slash, null when it follows from host and port. */
  readonly configuredPublicUrl: string | null;
  readonly trustProxy: TrustedProxies;
  /** Origins that browsers may call from, e.g. `https://console.example.com`. */
  readonly corsOrigins: readonly string[];
  /** Absolute path. */
  readonly dataDir: string;
  /** Null means the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly mqttUrl: string | null;
  readonly smtpUrl: string | null;
  readonly metricsToken: string | null;
  /** 32 bytes as base64 or hex, or several with their versions; null means a generated one in `dataDir`. */
  readonly masterKey: string | null;
  /** The administrator to create on an empty database. */
  readonly admin: { readonly login: string; readonly password: string } | null;
  readonly signup: boolean;
  /** Opens first-run routes in production; null means one is generated and printed at start. */
  readonly setupToken: string | null;
  readonly gateWrites: boolean;
  readonly rateLimitFactor: number;
  /** How many secure values of credentials one user may read in a minute. */
  readonly revealsPerMinute: number;
  /** Whether reading a secure value also needs `<permission scope of its type>.read`. */
  readonly enforceCredentialScopes: boolean;
  /** Minutes between two syncs with ConnectWise; 0 means only on demand. */
  readonly syncMinutes: number;
  readonly oidc: OidcSettings | null;
  readonly connectWise: ConnectWiseSettings | null;
  /** None means that in the demo a simulated one is used. */
  readonly unifi: readonly UnifiSettings[];

  readonly unifiRounds: UnifiRounds;

  private boundPort: number | null = null;

  constructor(settings: AppSettings) {
    Object.assign(this, settings);
  }

  get production(): boolean {
    return this.environment === 'production';
  }

  /** True when clients reach this server over TLS: decides on HSTS, Secure cookies and the like. */
  get secure(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  /** Base of every link and redirect, without a trailing slash. Read it when needed: with PORT=0 it follows the bound port. */
  get publicUrl(): string {
    return this.configuredPublicUrl ?? `http://${reachableHost(this.host)}:${this.boundPort ?? this.port}`;
  }

  /** Where this process listens, for the line that says it is ready. */
  get address(): string {
    return `http://${reachableHost(this.host)}:${this.boundPort ?? this.port}`;
  }

  /** Told once by the start of the server, as PORT=0 leaves the choice to the system. */
  listensOn(port: number): void {
    this.boundPort = port;
  }
}

/** What `loadConfig` reads; the rest of {@link AppConfig} follows from it. */
export type AppSettings = Omit<AppConfig, 'production' | 'secure' | 'publicUrl' | 'address' | 'listensOn'>;

/** A wildcard address is no destination, and an IPv6 address stands in brackets in a URL. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
