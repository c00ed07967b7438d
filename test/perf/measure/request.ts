/** One request that a case sends again and again. */
export interface BenchRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const withToken = (path: string, token: string): BenchRequest => ({
  path,
  headers: { authorization: `Bearer ${token}` },
});
