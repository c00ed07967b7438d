import { createHash } from 'node:crypto';
import { escapeHtml } from '@app/kernel';
import { LRUCache } from 'lru-cache';

const MAX_CACHED = 2_000;
const FULL_CIRCLE = 360;

const drawn = new LRUCache<string, string>({ max: MAX_CACHED });

const LONE_SURROGATE = /^\p{Surrogate}$/u;

function initialOf(name: string): string {
  const [first = '?'] = name.trim().toUpperCase();
  return escapeHtml(first.replace(LONE_SURROGATE, '?'));
}

function draw(name: string): string {
  const hue = createHash('sha256').update(name).digest().readUInt16BE(0) % FULL_CIRCLE;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 45% 40%)"/>` +
    `<text x="32" y="43" font-family="sans-serif" font-size="32" fill="#fff" text-anchor="middle">${initialOf(name)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A picture of a name as a `data:` address: its initial on a colour of its own. The same name always looks the same. */
export function avatarOf(name: string): string {
  const known = drawn.get(name);
  if (known) return known;
  const avatar = draw(name);
  drawn.set(name, avatar);
  return avatar;
}
