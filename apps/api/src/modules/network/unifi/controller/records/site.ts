import { camelCased, flag, integer, type Raw, text, texts } from './readers';

export interface ControllerSite {
  /** Object id, which only records refer to. */
  readonly id: string;
  /** What every call names the site by, e.g. `km9b1v8i`. */
  readonly name: string;
  /** What people call it. */
  readonly description: string;
}

/** Null for a record without the ids that make it a site. */
export function readSite(raw: Raw): ControllerSite | null {
  const [id, name] = [text(raw._id), text(raw.name)];
  return id === null || name === null ? null : { id, name, description: text(raw.desc) ?? name };
}

/** One part of the network: `wlan`, `wan`, `www`, `lan`, `vpn`. */
export interface SubsystemHealth {
  readonly subsystem: string;
  /** `ok`, `warning`, `error` or `unknown`. */
  readonly status: string;
  readonly numAdopted: number | null;
  readonly numGateway: number | null;
  /** Other counts of the controller (`numUser`, `numAp`, `numSw`, `numDisconnected`, ...). */
  readonly [count: string]: string | number | null;
}

export function readHealth(raw: Raw): SubsystemHealth {
  const counts = Object.entries(raw).filter(([key]) => key.startsWith('num_') && key !== 'num_gw');
  const others = Object.entries(camelCased(Object.fromEntries(counts))).map(([key, value]) => [key, integer(value)]);
  return {
    ...(Object.fromEntries(others) as Record<string, number | null>),
    subsystem: text(raw.subsystem) ?? 'unknown',
    status: text(raw.status) ?? 'unknown',
    numAdopted: integer(raw.num_adopted),
    numGateway: integer(raw.num_gw),
  };
}

export type SystemInfo = ReturnType<typeof readSystemInfo>;

export const readSystemInfo = (raw: Raw) => ({
  timezone: text(raw.timezone),
  hostname: text(raw.hostname),
  version: text(raw.version),
  build: text(raw.build),
  name: text(raw.name),
  ipAddrs: texts(raw.ip_addrs),
  uptime: integer(raw.uptime),
  deviceType: text(raw.ubnt_device_type),
  consoleVersion: text(raw.udm_version),
  updateAvailable: flag(raw.update_available),
});
