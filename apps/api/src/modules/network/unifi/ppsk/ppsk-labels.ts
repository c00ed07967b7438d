import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveKey, MasterKey } from '@app/crypto';
import { Database, statement } from '@app/database';

/** What the controller does not keep of a private pre-shared key. */
export interface PpskLabel {
  readonly name: string;
  readonly mac: string | null;
}

interface LabelRow extends PpskLabel {
  readonly keyHash: Buffer;
  readonly masterKeyVersion: number;
}

const FIND = statement(
  'unifi-ppsk-labels-find',
  `select key_hash as "keyHash", master_key_version as "masterKeyVersion", name, mac
     from unifi_ppsk_labels where wlan_id = $1`,
);

const KEEP = statement(
  'unifi-ppsk-labels-keep',
  `insert into unifi_ppsk_labels (wlan_id, key_hash, master_key_version, name, mac) values ($1, $2, $3, $4, $5)
   on conflict (wlan_id, key_hash) do update set name = excluded.name, mac = excluded.mac`,
);

/** Names of keys, found by a keyed hash: who reads the table cannot try out keys. */
@Injectable()
export class PpskLabels {
  constructor(
    private readonly database: Database,
    private readonly masterKey: MasterKey,
  ) {}

  /** By key. Those under a version of the master key that is no longer configured are not found any more. */
  async find(wlanId: string, keys: readonly string[]): Promise<ReadonlyMap<string, PpskLabel>> {
    if (keys.length === 0) return new Map();
    const rows = await this.database.rows<LabelRow>(FIND, [wlanId]);
    const known = new Map(rows.map((row) => [row.keyHash.toString('hex'), row]));
    const versions = [...new Set(rows.map((row) => row.masterKeyVersion))].filter((v) => this.masterKey.bytes(v));
    const labels = new Map<string, PpskLabel>();
    for (const version of versions) {
      const secret = this.secretOf(version);
      for (const key of keys) {
        const row = known.get(hashOf(secret, wlanId, key).toString('hex'));
        if (row) labels.set(key, { name: row.name, mac: row.mac });
      }
    }
    return labels;
  }

  async keep(wlanId: string, key: string, { name, mac }: PpskLabel): Promise<void> {
    const version = this.masterKey.currentVersion;
    const hash = hashOf(this.secretOf(version), wlanId, key);
    await this.database.rows(KEEP, [wlanId, hash, version, name, mac]);
  }

  private secretOf(version: number): Buffer {
    return deriveKey(this.masterKey, 'unifi-ppsk-labels', version);
  }
}

const hashOf = (secret: Buffer, wlanId: string, key: string): Buffer =>
  createHmac('sha256', secret).update(`${wlanId}\0${key}`).digest();
