import type { ServerProcess } from '../processes/server-process';

/** A simulated upstream in a process of its own. */
export interface Simulated {
  readonly server: ServerProcess;
  /** What the product is told to use it; it then does so on demand only. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Tells the simulator what to do from now on, or what happens in it. */
export async function control<Answer>(
  { server }: Simulated,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer | null> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/control/${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`/control/${path} answered ${response.status}: ${text}`);
  return text === '' ? null : (JSON.parse(text) as Answer);
}

/** From now on every answer takes so much longer. */
export const slowDown = (simulated: Simulated, ms: number): Promise<unknown> =>
  control(simulated, 'POST', 'faults', { fault: { kind: 'latency', ms } });
