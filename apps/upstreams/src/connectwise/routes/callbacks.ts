import { createHash, createHmac, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Router } from 'express';
import { notFound } from '../http/api-error';
import type { RecordStore } from '../records/record-store';
import { type Row, valueAt } from '../records/row';
import type { Change } from './changes';

const TIMEOUT_MS = 5_000;
/** The answers after which ConnectWise sends a callback again. */
const RETRIED = new Set([404, 409, 419, 429]);

/** Types that are called otherwise than the records. */
const TYPES: Readonly<Record<string, string>> = { CatalogItem: 'ProductCatalog' };

interface CallbackOptions {
  readonly company: string;
  readonly apiMember: string;
  readonly retryMs: readonly number[];
  /** Base URL of this server. */
  readonly origin: () => string;
}

/** Tells the registered addresses of changes, signed with a key that they can fetch. */
export class Callbacks {
  private readonly keyId = randomBytes(8).toString('hex');
  private readonly signingKey = randomBytes(32).toString('base64');
  private readonly closing = new AbortController();
  private readonly deliveries = new Set<Promise<void>>();

  constructor(
    private readonly registrations: RecordStore,
    private readonly options: CallbackOptions,
  ) {}

  announce(change: Change): void {
    for (const registration of this.registrations.after(0)) {
      if (!wants(registration, change)) continue;
      const delivery = this.deliver(registration, change).finally(() => this.deliveries.delete(delivery));
      this.deliveries.add(delivery);
    }
  }

  /** Where receivers fetch the signing key, without any authentication. */
  get routes(): Router {
    const router = Router();
    router.get('/callbacks/keys/:keyId', (request, response) => {
      if (request.params.keyId !== this.keyId) throw notFound('Key', request.params.keyId);
      response.json({ signing_key: this.signingKey });
    });
    return router;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.deliveries);
  }

  private async deliver(registration: Row, change: Change): Promise<void> {
    const url = `${String(registration.url)}${change.row.id}&action=${change.action}`;
    const body = JSON.stringify(this.bodyOf(registration, change));
    const key = createHash('sha256').update(this.signingKey).digest();
    const headers = {
      'content-type': 'application/json',
      'x-content-signature': createHmac('sha256', key).update(body).digest('base64'),
    };
    for (const wait of [0, ...this.options.retryMs]) {
      if (!(await this.pause(wait))) return;
      const status = await this.send(url, headers, body);
      if (status === null || !RETRIED.has(status)) return;
    }
  }

  private async send(url: string, headers: Record<string, string>, body: string): Promise<number | null> {
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }

  /** False when the server closes meanwhile. */
  private async pause(ms: number): Promise<boolean> {
    try {
      await delay(ms, undefined, { signal: this.closing.signal });
      return true;
    } catch {
      return false;
    }
  }

  private bodyOf(registration: Row, { action, row }: Change) {
    return {
      Action: action,
      CompanyId: this.options.company,
      Entity: JSON.stringify(row),
      FromUrl: new URL(this.options.origin()).host,
      ID: row.id,
      MemberId: valueAt(row, '_info/updatedBy') ?? this.options.apiMember,
      Metadata: { key_url: `${this.options.origin()}/callbacks/keys/${this.keyId}` },
      Type: registration.type,
    };
  }
}

/** Level `owner` means everything, `company` all of one company, any other one record. */
function wants(registration: Row, { resource, row, byApi }: Change): boolean {
  if (registration.inactiveFlag === true || (registration.isSelfSuppressedFlag === true && byApi)) return false;
  if (String(registration.type).toLowerCase() !== (TYPES[resource] ?? resource).toLowerCase()) return false;
  const level = String(registration.level).toLowerCase();
  if (level === 'owner') return true;
  const subject = level === 'company' && resource !== 'Company' ? valueAt(row, 'company/id') : row.id;
  return registration.objectId === subject;
}
