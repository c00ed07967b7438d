import type { ServerProcess } from '../processes/server-process';
import type { BenchRequest } from './request';

async function bodyOf({ url }: ServerProcess, { path, headers }: BenchRequest): Promise<string> {
  const response = await fetch(url + path, { headers });
  return response.text();
}

/** A floor that answers something else would prove nothing. @returns the answer of both */
export async function assertSameAnswer(
  one: ServerProcess,
  other: ServerProcess,
  request: BenchRequest,
): Promise<string> {
  const [first, second] = [await bodyOf(one, request), await bodyOf(other, request)];
  if (first !== second) throw new Error(`The floor answers other bytes than the product:\n${first}\n${second}`);
  return first;
}
