export interface ConnectWiseCredentials {
  readonly company: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
}

export interface ConnectWiseSimulatorSettings extends ConnectWiseCredentials {
  /** 0 takes a free one. */
  readonly port: number;
  /** The same seed makes the same data. */
  readonly seed: number;
  readonly companies: number;
  readonly contacts: number;
  readonly catalogItems: number;
  readonly opportunities: number;
  /** How `GET /sales/opportunities/{id}/forecast` answers: both are met in practice. */
  readonly forecastShape: 'object' | 'array';
  /** Whether changing one forecast item gives it a new id, too. */
  readonly patchRenumbersForecastItems: boolean;
  /** Waits before a refused callback is sent again. */
  readonly callbackRetryMs: readonly number[];
}

export const defaultConnectWiseSettings: ConnectWiseSimulatorSettings = {
  port: 0,
  company: 'switchyard',
  publicKey: 'switchyard-demo-public',
  privateKey: 'switchyard-demo-private',
  clientId: '00000000-0000-4000-8000-000000000000',
  seed: 1,
  companies: 500,
  contacts: 2_000,
  catalogItems: 5_000,
  opportunities: 300,
  forecastShape: 'object',
  patchRenumbersForecastItems: false,
  callbackRetryMs: [2_000, 4_000],
};

type Env = Readonly<Record<string, string | undefined>>;

const MOST_CATALOG_ITEMS = 100_000;

/** Settings from `CW_PORT`, `CW_COMPANY`, `CW_PUBLIC_KEY`, `CW_PRIVATE_KEY`, `CW_CLIENT_ID` and `CW_CATALOG_ITEMS`. */
export function readConnectWiseSettings(env: Env): ConnectWiseSimulatorSettings {
  const defaults = defaultConnectWiseSettings;
  const catalogItems = Number(env.CW_CATALOG_ITEMS ?? defaults.catalogItems);
  if (!Number.isInteger(catalogItems) || catalogItems < 1 || catalogItems > MOST_CATALOG_ITEMS) {
    throw new Error(`CW_CATALOG_ITEMS must be a whole number from 1 to ${MOST_CATALOG_ITEMS}`);
  }
  return {
    ...defaults,
    port: Number(env.CW_PORT ?? 0),
    company: env.CW_COMPANY ?? defaults.company,
    publicKey: env.CW_PUBLIC_KEY ?? defaults.publicKey,
    privateKey: env.CW_PRIVATE_KEY ?? defaults.privateKey,
    clientId: env.CW_CLIENT_ID ?? defaults.clientId,
    catalogItems,
  };
}
