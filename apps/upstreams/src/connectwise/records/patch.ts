import { badRequest } from '../http/api-error';
import { isFields } from '../../fields';
import type { Row } from './row';

const OPERATIONS = new Set(['add', 'replace', 'remove']);

/**
 * Applies a PATCH body as ConnectWise does: whole fields only, by their exact name. A path that leads nowhere (a leading
 * slash, other letters, a part of a reference) is accepted and changes nothing.
 */
export function applyPatch(row: Row, body: unknown): Row {
  if (!Array.isArray(body)) throw badRequest('The body of a PATCH is an array of operations');
  const changed: Record<string, unknown> = { ...row };
  for (const operation of body) {
    if (!isFields(operation) || !OPERATIONS.has(String(operation.op)) || typeof operation.path !== 'string') {
      throw badRequest('An operation has op (add, replace, remove), path and value');
    }
    const { op, path, value } = operation;
    if (path === 'id' || path === '_info' || !(path in row)) continue;
    changed[path] = op === 'remove' ? null : value;
  }
  return { ...changed, id: row.id };
}
