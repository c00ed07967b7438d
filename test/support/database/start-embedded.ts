import { startEmbeddedPostgres } from '@app/database';

/** A process that starts the server of the data directory named on its command line, says so and stays. */
async function main(dataDir: string): Promise<void> {
  const { pid, url, attached } = await startEmbeddedPostgres({ dataDir });
  process.stdout.write(`${JSON.stringify({ pid, url, attached, uid: process.getuid?.() })}\n`);
  setInterval(() => undefined, 1_000);
}

void main(process.argv[2] ?? '');
