import { PermissionSet, type Actor } from '@app/kernel';
import { wlanGate } from '../unifi.permissions';

/** Tells whether an actor may see a field of a WLAN: the gate of the WLAN list holds wherever such a field appears. */
export function visibleFields({ principal }: Actor): (field: string) => boolean {
  const set = principal?.permissions ?? PermissionSet.none;
  const visible = new Set(set.allowedFields(wlanGate.scope, wlanGate.fields));
  return (field) => visible.has(field);
}
