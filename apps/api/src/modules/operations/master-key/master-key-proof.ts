import { Injectable } from '@nestjs/common';
import { MasterKey, SecretBox, type SecretContext } from '@app/crypto';
import { Database, statement } from '@app/database';
import { ConfigError } from '../../../config';
import { SealedTexts } from './sealed-texts';

const CANARY = 'switchyard';

const READ = statement('master-key-checks.read', 'select version, canary from master_key_checks');

/** Several processes may see a version for the first time at once: the canary of one of them stays. */
const ADD = statement(
  'master-key-checks.add',
  'insert into master_key_checks (version, canary) values ($1, $2) on conflict (version) do nothing',
);

const placeOf = (version: number): SecretContext => ({
  table: 'master_key_checks',
  record: String(version),
  field: 'canary',
});

/**
 * Proves at start that the configured master key is the one of this database. Otherwise the first secret that somebody
 * reads would fail, and what is written until then would be lost once the right key is back.
 */
@Injectable()
export class MasterKeyProof {
  constructor(
    private readonly database: Database,
    private readonly masterKey: MasterKey,
    private readonly box: SecretBox,
    private readonly texts: SealedTexts,
  ) {}

  /** @throws ConfigError naming `SWITCHYARD_MASTER_KEY` and the versions that are missing or wrong */
  async prove(): Promise<void> {
    const used = await this.texts.versions();
    const missing = used.filter((version) => !this.masterKey.versions.includes(version));
    if (missing.length > 0) throw refusal(`lacks ${versionsOf(missing)}, which seals secrets in this database`);
    await this.addCanaries();
    const canaries = await this.canaries();
    const wrong = this.masterKey.versions.filter((version) => {
      const canary = canaries.get(version);
      return canary === undefined || !this.opens(canary, placeOf(version));
    });
    if (wrong.length > 0) throw refusal(`has another key as ${versionsOf(wrong)} than this database was sealed with`);
  }

  /** A version gets its canary when it is first seen, unless secrets of the version do not open with its key. */
  private async addCanaries(): Promise<void> {
    const canaries = await this.canaries();
    for (const version of this.masterKey.versions) {
      if (canaries.has(version) || !(await this.opensStored(version))) continue;
      const key = this.masterKey.bytes(version);
      if (key) {
        const canary = SecretBox.fromMasterKey(key, version).seal(CANARY, placeOf(version));
        await this.database.rows(ADD, [version, canary]);
      }
    }
  }

  private async opensStored(version: number): Promise<boolean> {
    const stored = await this.texts.sample(version);
    return !stored || this.opens(stored.sealed, stored.context);
  }

  private async canaries(): Promise<Map<number, string>> {
    const rows = await this.database.rows<{ version: number; canary: string }>(READ);
    return new Map(rows.map(({ version, canary }) => [version, canary]));
  }

  private opens(sealed: string, context: SecretContext): boolean {
    try {
      this.box.open(sealed, context);
      return true;
    } catch {
      return false;
    }
  }
}

const versionsOf = (versions: readonly number[]): string =>
  `${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}`;

const refusal = (message: string): ConfigError => new ConfigError([{ variable: 'SWITCHYARD_MASTER_KEY', message }]);
