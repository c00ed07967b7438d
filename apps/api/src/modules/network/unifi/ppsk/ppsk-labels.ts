import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveKey, MasterKey } from '@app/crypto';
import { Database, statement } from '@app/database';
import type { UnifiSite } from '../sites';

/** What the controller does not keep of a private pre-shared key. */
export interface PpskLabel {
  readonly name: string;
  readonly mac: string | null;
}

/** Ids of WLANs are their controller's own. */
export interface LabelledWlan {
  readonly site: Pick<UnifiSite, 'id' | 'controller'>;
  readonly wlanId: string;
}

/** A site with WLANs that have names of keys here. */
export interface LabelledSite {
  readonly id: string;
  /** Of the controller. */
  readonly wlanIds: readonly string[];
}

interface LabelRow extends PpskLabel {
  readonly keyHash: Buffer;
  readonly masterKeyVersion: number;
}

export interface MatchedLabels {
  /** By key. */
  readonly labels: ReadonlyMap<string, PpskLabel>;
  /** Those of no key, and those under an old version of the master key, with the key that they are of. */
  readonly lost: readonly LabelRow[];
  readonly outdated: readonly { readonly key: string; readonly row: LabelRow }[];
}

const FIND = statement(
  'unifi-ppsk-labels-find',
  `select key_hash as "keyHash", master_key_version as "masterKeyVersion", name, mac
     from unifi_ppsk_labels where controller = $1 and wlan_id = $2`,
);

const KEEP = statement(
  'unifi-ppsk-labels-keep',
  `insert into unifi_ppsk_labels (controller, wlan_id, key_hash, master_key_version, name, mac, site_id)
     values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (controller, wlan_id, key_hash) do update
      set name = excluded.name, mac = excluded.mac, site_id = excluded.site_id`,
);

const FORGET = statement(
  'unifi-ppsk-labels-forget',
  'delete from unifi_ppsk_labels where controller = $1 and wlan_id = $2 and key_hash = any ($3)',
);

const FORGET_WLAN = statement(
  'unifi-ppsk-labels-forget-wlan',
  'delete from unifi_ppsk_labels where controller = $1 and wlan_id = $2 returning 1',
);

const MOST_SITES = 10_000;

const SITES = statement(
  'unifi-ppsk-labels-sites',
  `select s.id, array_agg(distinct l.wlan_id) as "wlanIds"
     from unifi_ppsk_labels l join unifi_sites s on s.id = l.site_id and s.controller = l.controller
    group by s.id order by s.id limit ${MOST_SITES}`,
);

/** Names of keys, found by a keyed hash: who reads the table cannot try out keys. */
@Injectable()
export class PpskLabels {
  constructor(
    private readonly database: Database,
    private readonly masterKey: MasterKey,
  ) {}

  /** Those under a version of the master key that is no longer configured can belong to any key: they are left alone. */
  async match({ site: { controller }, wlanId }: LabelledWlan, keys: readonly string[]): Promise<MatchedLabels> {
    const rows = await this.database.rows<LabelRow>(FIND, [controller, wlanId]);
    const readable = rows.filter(({ masterKeyVersion }) => this.masterKey.bytes(masterKeyVersion));
    const byHash = new Map(readable.map((row) => [row.keyHash.toString('hex'), row]));
    const labels = new Map<string, PpskLabel>();
    const outdated: { key: string; row: LabelRow }[] = [];
    for (const version of new Set(readable.map(({ masterKeyVersion }) => masterKeyVersion))) {
      const secret = this.secretOf(version);
      for (const key of keys) {
        const hash = hashOf(secret, wlanId, key).toString('hex');
        const row = byHash.get(hash);
        if (!row) continue;
        byHash.delete(hash);
        labels.set(key, { name: row.name, mac: row.mac });
        if (version !== this.masterKey.currentVersion) outdated.push({ key, row });
      }
    }
    return { labels, lost: [...byHash.values()], outdated };
  }

  async keep({ site, wlanId }: LabelledWlan, key: string, { name, mac }: PpskLabel): Promise<void> {
    const version = this.masterKey.currentVersion;
    const hash = hashOf(this.secretOf(version), wlanId, key);
    await this.database.rows(KEEP, [site.controller, wlanId, hash, version, name, mac, site.id]);
  }

  /** In a transaction: forgets what belongs to no key, and keeps the rest under the current version of the master key. */
  async tidy(wlan: LabelledWlan, keys: readonly string[]): Promise<void> {
    const { labels, lost, outdated } = await this.match(wlan, keys);
    for (const { key } of outdated) {
      const label = labels.get(key);
      if (label) await this.keep(wlan, key, label);
    }
    const hashes = [...lost, ...outdated.map(({ row }) => row)].map(({ keyHash }) => keyHash);
    await this.database.rows(FORGET, [wlan.site.controller, wlan.wlanId, hashes]);
  }

  /** @returns whether there were any */
  async forget({ site, wlanId }: LabelledWlan): Promise<boolean> {
    return (await this.database.rows(FORGET_WLAN, [site.controller, wlanId])).length > 0;
  }

  sites(): Promise<LabelledSite[]> {
    return this.database.rows<LabelledSite>(SITES);
  }

  private secretOf(version: number): Buffer {
    return deriveKey(this.masterKey, 'unifi-ppsk-labels', version);
  }
}

const hashOf = (secret: Buffer, wlanId: string, key: string): Buffer =>
  createHmac('sha256', secret).update(`${wlanId}\0${key}`).digest();
