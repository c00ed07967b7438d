import type { FieldGate, Page, PermissionSet } from '@app/kernel';
import type { CursorPage, Shape } from '../routing/shape';

type Fields = Readonly<Record<string, unknown>>;

const pick = (value: Fields, keys: readonly string[]): Fields => {
  const picked: Record<string, unknown> = {};
  for (const key of keys) if (value[key] !== undefined) picked[key] = value[key];
  return picked;
};

function applyTo(value: unknown, shape: Shape, map: (item: Fields) => Fields): unknown {
  if (Array.isArray(value)) return (value as Fields[]).map(map);
  if (shape.kind === 'page' || shape.kind === 'listOrPage' || shape.kind === 'cursor') {
    const page = value as Page<Fields> | CursorPage<Fields>;
    return { ...page, items: page.items.map(map) };
  }
  return map(value as Fields);
}

/**
 * The value without the keys that the actor may not see. Keys are removed, never nulled, and nothing is refused.
 *
 * @param kept keys that stay whatever the actor holds: `id` and the keys just written, on answers of writes
 */
export function gateValue(
  value: unknown,
  shape: Shape,
  gate: FieldGate,
  set: PermissionSet,
  kept: readonly string[] = [],
): unknown {
  const allowed = set.allowedFields(gate.scope, gate.fields);
  if (allowed.length === gate.fields.length || value === undefined || value === null) return value;
  const keys =
    kept.length === 0 ? allowed : gate.fields.filter((field) => allowed.includes(field) || kept.includes(field));
  return applyTo(value, shape, (item) => pick(item, keys));
}
