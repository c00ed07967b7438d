import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@app/audit';
import type { Actor } from '@app/kernel';
import type { Wlan } from '../controller';

const SECRET_FIELDS = ['passphrase', 'privatePreSharedKeys', 'saePsk'] as const;

type SecretField = (typeof SECRET_FIELDS)[number];

/** A WLAN, or a template of some: what its secret fields hold. */
interface Holder {
  readonly id: string;
  readonly name: string;
  readonly values: Readonly<Partial<Record<SecretField, string | readonly unknown[] | null>>>;
}

interface Revealed {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly SecretField[];
}

/** The audit log cuts what is longer; what exceeds it goes on in a further row. */
const MOST_IN_A_ROW = 40;
const LONGEST_NAME = 64;

/**
 * Rows of the audit log for whoever is shown passphrases and keys of Wi-Fi: one for an answer, with what it was of, and
 * without the values. An answer waits for its row: what cannot be recorded is not shown.
 */
@Injectable()
export class WlanReveals {
  constructor(private readonly audit: AuditLog) {}

  /** @param keys those of the WLANs that the answer has */
  async ofSite(
    actor: Actor,
    site: { readonly id: string; readonly name: string },
    wlans: readonly Wlan[],
    keys: readonly string[],
  ): Promise<void> {
    const revealed = wlans.flatMap((wlan) => revealedOf(holderOf(wlan), keys));
    const entries = inRows(revealed).map((part) => ({
      action: 'unifi.wlan.reveal',
      target: { type: 'unifiSite', id: site.id, name: site.name },
      message: `Passphrases and keys of ${countOf(part, 'WLAN')} of UniFi site ${site.name} were shown`,
      after: { unifiSite: site.id, wlans: part },
    }));
    await this.audit.recordReading(actor, entries);
  }

  /** @param keys those of the WLAN that the answer has */
  async ofWlan(actor: Actor, siteId: string, wlan: Wlan, keys: readonly string[]): Promise<void> {
    const entries = revealedOf(holderOf(wlan), keys).map(({ id, name, fields }): AuditEntry => ({
      action: 'unifi.wlan.reveal',
      target: { type: 'unifiWlan', id, name },
      message: `The passphrase or keys of WLAN ${name} were shown`,
      after: { unifiSite: siteId, fields },
    }));
    await this.audit.recordReading(actor, entries);
  }

  /** Of the fields that the answer has of each. In a transaction, the rows stand or fall with it. */
  async ofTemplates(
    actor: Actor,
    templates: readonly { readonly id: string; readonly name: string; readonly wlan: Holder['values'] }[],
  ): Promise<void> {
    const revealed = templates.flatMap(({ id, name, wlan }) => revealedOf({ id, name, values: wlan }, SECRET_FIELDS));
    const [only] = revealed;
    const entries = inRows(revealed).map((part) => ({
      action: 'unifi.wlan-template.reveal',
      ...(only && revealed.length === 1 && { target: { type: 'unifiWlanTemplate', id: only.id, name: only.name } }),
      message: `Passphrases and keys of ${countOf(part, 'WLAN template')} were shown`,
      after: { templates: part },
    }));
    await this.audit.recordReading(actor, entries);
  }
}

const holderOf = (wlan: Wlan): Holder => ({ id: wlan.id, name: wlan.name, values: wlan });

/** Whoever sees an empty field sees no secret. */
function revealedOf({ id, name, values }: Holder, keys: readonly string[]): Revealed[] {
  const fields = SECRET_FIELDS.filter((field) => keys.includes(field) && (values[field]?.length ?? 0) > 0);
  return fields.length > 0 ? [{ id, name: name.slice(0, LONGEST_NAME), fields }] : [];
}

const inRows = (revealed: readonly Revealed[]): readonly (readonly Revealed[])[] =>
  Array.from({ length: Math.ceil(revealed.length / MOST_IN_A_ROW) }, (_, row) =>
    revealed.slice(row * MOST_IN_A_ROW, (row + 1) * MOST_IN_A_ROW),
  );

const countOf = ({ length }: readonly Revealed[], noun: string): string =>
  `${length} ${noun}${length === 1 ? '' : 's'}`;
