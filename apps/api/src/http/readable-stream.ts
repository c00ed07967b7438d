import type { DestinationStream } from 'pino';

const LEVELS: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
const ENVELOPE = new Set(['level', 'time', 'msg', 'context', 'err']);

/** Renders pino's JSON lines for a person at a terminal: the demo's log. */
export function readableStream(write: (text: string) => void): DestinationStream {
  return { write: (line) => write(render(JSON.parse(line) as Record<string, unknown>)) };
}

function render(entry: Record<string, unknown>): string {
  const time = new Date(Number(entry.time)).toISOString().slice(11, 23);
  const level = (LEVELS[Number(entry.level)] ?? 'LOG').padEnd(5);
  const context = typeof entry.context === 'string' ? `[${entry.context}] ` : '';
  const facts = Object.entries(entry)
    .filter(([key, value]) => !ENVELOPE.has(key) && value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return `${time} ${level} ${context}${textOf(entry.msg)}${facts.join('')}${renderError(entry.err)}\n`;
}

function renderError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { type, message, stack } = error as Record<string, unknown>;
  return `\n${textOf(type)}: ${textOf(message)}\n${textOf(stack)}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
