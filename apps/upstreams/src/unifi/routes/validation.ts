import { type Fields, isFields } from '../../fields';
import type { Document, SiteRecords } from '../data/document';
import { invalidField, Refusal } from '../refusal';

const NAME = /^.{1,32}$/;
const PASSPHRASE = /^([\x20-\x7e]{8,255}|[0-9a-fA-F]{64})$/;
const ONE_OF: Readonly<Record<string, RegExp>> = {
  security: /^(open|wpapsk|wep|wpaeap|osen)$/,
  wpa_mode: /^(auto|wpa1|wpa2)$/,
  pmf_mode: /^(disabled|optional|required)$/,
  wlan_band: /^(2g|5g|both)$/,
};

/** What the controller minds of a whole WLAN. */
export function checkWlan(wlan: Fields, { networkconf }: SiteRecords): void {
  check('name', wlan.name, NAME);
  for (const [field, pattern] of Object.entries(ONE_OF)) check(field, wlan[field], pattern);
  if (wlan.security === 'wpapsk') check('x_passphrase', wlan.x_passphrase, PASSPHRASE);
  if (wlan.private_preshared_keys_enabled === true && wlan.wpa3_support === true) {
    throw new Refusal(400, 'api.err.WlanPpskNotSupportedWithWpa3');
  }
  const keys = Array.isArray(wlan.private_preshared_keys) ? (wlan.private_preshared_keys as unknown[]) : [];
  const taken = new Set<unknown>();
  for (const key of keys) {
    const { password, networkconf_id: network } = isFields(key) ? key : {};
    check('private_preshared_keys.password', password, PASSPHRASE);
    if (taken.has(password)) throw new Refusal(400, 'api.err.WlanPpskPasswordDuplicated');
    if (!networkconf.some(({ _id }) => _id === network)) throw new Refusal(400, 'api.err.IdInvalid');
    taken.add(password);
  }
}

function check(field: string, value: unknown, pattern: RegExp): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw invalidField(field, pattern.source);
}

const FASTEST_KBPS = 100_000;

export function checkUserGroup(group: Fields, others: readonly Document[]): void {
  if (typeof group.name !== 'string' || group.name === '') throw invalidField('name', '.{1,128}');
  if (others.some(({ name }) => name === group.name)) throw new Refusal(400, 'api.err.UserGroupNameDuplicated');
  for (const field of ['qos_rate_max_down', 'qos_rate_max_up']) {
    const rate = group[field] ?? -1;
    const fits = Number.isInteger(rate) && (rate === -1 || (Number(rate) >= 2 && Number(rate) <= FASTEST_KBPS));
    if (!fits) throw invalidField(field, '-1|[2-9]|[1-9][0-9]{1,4}|100000');
  }
}
