import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveKey, MasterKey } from '@app/crypto';
import { Database, statement } from '@app/database';

/** What the controller does not keep of a private pre-shared key. */
export interface PpskLabel {
  readonly name: string;
  readonly mac: string | null;
}

/** Ids of WLANs are their controller's own. */
export interface LabelledWlan {
  readonly controller: string;
  readonly wlanId: string;
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
  `insert into unifi_ppsk_labels (controller, wlan_id, key_hash, master_key_version, name, mac)
     values ($1, $2, $3, $4, $5, $6)
   on conflict (controller, wlan_id, key_hash) do update set name = excluded.name, mac = excluded.mac`,
);

const FORGET = statement(
  'unifi-ppsk-labels-forget',
  'delete from unifi_ppsk_labels where controller = $1 and wlan_id = $2 and key_hash = any ($3)',
);

/** Names of keys, found by a keyed hash: who reads the table cannot try out keys. */
@Injectable()
export class PpskLabels {
  constructor(
    private readonly database: Database,
    private readonly masterKey: MasterKey,
  ) {}

  /** Those under a version of the master key that is no longer configured can belong to any key: they are left alone. */
  async match({ controller, wlanId }: LabelledWlan, keys: readonly string[]): Promise<MatchedLabels> {
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

  async keep({ controller, wlanId }: LabelledWlan, key: string, { name, mac }: PpskLabel): Promise<void> {
    const version = this.masterKey.currentVersion;
    const hash = hashOf(this.secretOf(version), wlanId, key);
    await this.database.rows(KEEP, [controller, wlanId, hash, version, name, mac]);
  }

  /** In a transaction: forgets what belongs to no key, and keeps the rest under the current version of the master key. */
  async tidy(wlan: LabelledWlan, keys: readonly string[]): Promise<void> {
    const { labels, lost, outdated } = await this.match(wlan, keys);
    for (const { key } of outdated) {
      const label = labels.get(key);
      if (label) await this.keep(wlan, key, label);
    }
    const hashes = [...lost, ...outdated.map(({ row }) => row)].map(({ keyHash }) => keyHash);
    await this.database.rows(FORGET, [wlan.controller, wlan.wlanId, hashes]);
  }

  private secretOf(version: number): Buffer {
    return deriveKey(this.masterKey, 'unifi-ppsk-labels', version);
  }
}

const hashOf = (secret: Buffer, wlanId: string, key: string): Buffer =>
  createHmac('sha256', secret).update(`${wlanId}\0${key}`).digest();
