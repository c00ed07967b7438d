export interface UnifiSimulatorSettings {
  /** 0 takes a free one. */
  readonly port: number;
  /** `os` is a UniFi OS console, `legacy` the Network application on a server of one's own. */
  readonly flavour: 'os' | 'legacy';
  /** Of the Network application: older ones know fewer fields and routes. */
  readonly version: string;
  readonly username: string;
  readonly password: string;
  /** Null: there is none. Only UniFi OS takes one, from version 9.0.114. */
  readonly apiKey: string | null;
  /** Whether signing in asks for a second factor, too. */
  readonly twoFactor: boolean;
  /** The same seed makes the same data. */
  readonly seed: number;
  readonly sites: number;
  readonly loginsPerMinute: number;
  /** Whether refusals of the v1 API come under HTTP 200, as many versions do it. */
  readonly refusalsUnder200: boolean;
  /** JSON file that keeps what was changed; null keeps it in memory only. */
  readonly statePath: string | null;
  /** PEM; speaks plain http without. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
}

export const defaultUnifiSettings: UnifiSimulatorSettings = {
  port: 0,
  flavour: 'os',
  version: '9.0.114',
  username: 'switchyard',
  password: 'switchyard-demo-password',
  apiKey: null,
  twoFactor: false,
  seed: 1,
  sites: 12,
  loginsPerMinute: 10,
  refusalsUnder200: false,
  statePath: null,
  tls: null,
};

type Env = Readonly<Record<string, string | undefined>>;

const MOST_SITES = 2_000;

/** Settings from `UNIFI_PORT`, `UNIFI_USERNAME`, `UNIFI_PASSWORD`, `UNIFI_FLAVOUR`, `UNIFI_SITES` and `UNIFI_STATE`. */
export function readUnifiSettings(env: Env): UnifiSimulatorSettings {
  const defaults = defaultUnifiSettings;
  const sites = Number(env.UNIFI_SITES ?? defaults.sites);
  if (!Number.isInteger(sites) || sites < 1 || sites > MOST_SITES) {
    throw new Error(`UNIFI_SITES must be a whole number from 1 to ${MOST_SITES}`);
  }
  const flavour = env.UNIFI_FLAVOUR ?? defaults.flavour;
  if (flavour !== 'os' && flavour !== 'legacy') throw new Error('UNIFI_FLAVOUR must be os or legacy');
  return {
    ...defaults,
    ...{ flavour, sites },
    port: Number(env.UNIFI_PORT ?? 0),
    username: env.UNIFI_USERNAME ?? defaults.username,
    password: env.UNIFI_PASSWORD ?? defaults.password,
    statePath: env.UNIFI_STATE ?? null,
  };
}
