import { Agent, request as send } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchRequest } from './request';

/** One answer: its status and the time since the request was due, in ms. */
export interface Timed {
  readonly status: number;
  readonly ms: number;
}

const MAX_SOCKETS = 500;

function answer(agent: Agent, url: string, request: BenchRequest, due: number): Promise<Timed> {
  const { method = 'GET', path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = send(url + path, { agent, method, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - due }));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/**
 * Sends requests at a fixed rate for a while, whether or not the server keeps up, and times each from the moment it was
 * due: an answer that holds up the following ones counts for all of them.
 *
 * @param rate requests per second
 */
export async function pace(url: string, request: BenchRequest, rate: number, seconds: number): Promise<Timed[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const startedAt = performance.now();
  const answers: Promise<Timed>[] = [];
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = startedAt + (index * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    answers.push(answer(agent, url, request, due));
  }
  return Promise.all(answers).finally(() => agent.destroy());
}

/** Sends all requests at once, each over a connection of its own. */
export function burst(url: string, requests: readonly BenchRequest[]): Promise<Timed[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const due = performance.now();
  const answers = requests.map((request) => answer(agent, url, request, due));
  return Promise.all(answers).finally(() => agent.destroy());
}
