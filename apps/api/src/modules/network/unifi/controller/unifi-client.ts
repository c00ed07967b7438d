import type { CallOptions, ControllerApi } from './controller-api';
import { type Device, readDevice } from './records/device';
import {
  type ApGroup,
  readApGroup,
  readUserGroup,
  readWlanGroup,
  type UserGroup,
  type WlanGroup,
} from './records/groups';
import { type Network, readNetwork } from './records/network';
import { objects, type Raw } from './records/readers';
import {
  type ControllerSite,
  readHealth,
  readSite,
  readSystemInfo,
  type SubsystemHealth,
  type SystemInfo,
} from './records/site';
import { readWlan, type Wlan, type WlanChanges } from './records/wlan';
import { isMissing, UnifiError } from './unifi.errors';

/** Names of sites and ids of records stand in paths. */
const SAFE = /^[A-Za-z0-9_-]{1,64}$/;

export interface NewUserGroup {
  readonly name: string;
  /** -1 is unlimited, as is leaving it out. */
  readonly downloadLimitKbps?: number;
  readonly uploadLimitKbps?: number;
}

/**
 * Reads and writes what one controller knows. `site` is the short name of a site (`km9b1v8i`), and every call takes its
 * own. Throws DomainErrors of `UnifiError`: 404 for a site or a record that is not there, 502 to 504 for the rest.
 */
export class UnifiClient {
  constructor(private readonly api: ControllerApi) {}

  async selfSites(options: CallOptions = {}): Promise<readonly ControllerSite[]> {
    const data = await this.api.send({ method: 'GET', path: '/api/self/sites', ...options });
    return objects(data).flatMap((raw) => readSite(raw) ?? []);
  }

  async addSite(description: string, options: CallOptions = {}): Promise<ControllerSite> {
    const body = { cmd: 'add-site', desc: description };
    const path = '/api/s/default/cmd/sitemgr';
    const site = readSite(await this.api.sendForOne({ method: 'POST', path, body, ...options }));
    if (site === null) throw UnifiError.unreadable();
    return site;
  }

  async health(site: string, options?: CallOptions): Promise<readonly SubsystemHealth[]> {
    return (await this.list(site, 'stat/health', options)).map(readHealth);
  }

  async sysinfo(site: string, options: CallOptions = {}): Promise<SystemInfo> {
    return readSystemInfo(await this.api.sendForOne({ method: 'GET', path: pathOf(site, 'stat/sysinfo'), ...options }));
  }

  async devices(site: string, options?: CallOptions): Promise<readonly Device[]> {
    return (await this.list(site, 'stat/device', options)).map(readDevice);
  }

  async wlans(site: string, options?: CallOptions): Promise<readonly Wlan[]> {
    return (await this.list(site, 'rest/wlanconf', options)).map(readWlan);
  }

  async wlan(site: string, id: string, options?: CallOptions): Promise<Wlan> {
    const [raw] = await this.list(site, `rest/wlanconf/${checkedId(id)}`, options);
    if (!raw) throw UnifiError.notFound();
    return readWlan(raw);
  }

  /** Changes only what `changes` names. @returns the whole WLAN afterwards */
  async updateWlan(site: string, id: string, changes: WlanChanges, options: CallOptions = {}): Promise<Wlan> {
    const path = pathOf(site, `rest/wlanconf/${checkedId(id)}`);
    return readWlan(await this.api.sendForOne({ method: 'PUT', path, body: changes, ...options }));
  }

  async networks(site: string, options?: CallOptions): Promise<readonly Network[]> {
    return (await this.list(site, 'rest/networkconf', options)).map(readNetwork);
  }

  async wlanGroups(site: string, options?: CallOptions): Promise<readonly WlanGroup[]> {
    return (await this.list(site, 'rest/wlangroup', options)).map(readWlanGroup);
  }

  /** The latest versions have no WLAN groups any more, and reject this. */
  async createWlanGroup(site: string, name: string, options: CallOptions = {}): Promise<WlanGroup> {
    const path = pathOf(site, 'rest/wlangroup');
    return readWlanGroup(await this.api.sendForOne({ method: 'POST', path, body: { name }, ...options }));
  }

  /** Empty on versions before AP groups. */
  async apGroups(site: string, options: CallOptions = {}): Promise<readonly ApGroup[]> {
    const path = `/v2/api/site/${checkedSite(site)}/apgroups`;
    try {
      return objects(await this.api.send({ method: 'GET', path, ...options })).map(readApGroup);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async userGroups(site: string, options?: CallOptions): Promise<readonly UserGroup[]> {
    return (await this.list(site, 'rest/usergroup', options)).map(readUserGroup);
  }

  async createUserGroup(
    site: string,
    { name, downloadLimitKbps = -1, uploadLimitKbps = -1 }: NewUserGroup,
    options: CallOptions = {},
  ): Promise<UserGroup> {
    const body = { name, qos_rate_max_down: downloadLimitKbps, qos_rate_max_up: uploadLimitKbps };
    const path = pathOf(site, 'rest/usergroup');
    return readUserGroup(await this.api.sendForOne({ method: 'POST', path, body, ...options }));
  }

  private async list(site: string, resource: string, options: CallOptions = {}): Promise<readonly Raw[]> {
    return objects(await this.api.send({ method: 'GET', path: pathOf(site, resource), ...options }));
  }
}

const pathOf = (site: string, resource: string): string => `/api/s/${checkedSite(site)}/${resource}`;

function checkedSite(site: string): string {
  if (!SAFE.test(site)) throw UnifiError.siteNotFound();
  return site;
}

function checkedId(id: string): string {
  if (!SAFE.test(id)) throw UnifiError.notFound();
  return id;
}
