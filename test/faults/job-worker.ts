/** A process that does one kind of job, slowly, until it is killed: `node job-worker.js <database url>`. */
import { setTimeout as delay } from 'node:timers/promises';
import { startJobProcess } from '../support/jobs';
import { fill } from './job-worker.definition';

const STEP_MS = 5;

async function main(url: string): Promise<void> {
  await startJobProcess(url, (handlers, _, transactions) =>
    handlers.register(fill, async ({ input, checkpoint, report }) => {
      for (let next = checkpoint?.next ?? 0; next < input.rows; next += 1) {
        await transactions.run(async () => {
          await transactions.current?.client.query('insert into filled (row, pid) values ($1, $2)', [
            next,
            process.pid,
          ]);
          await report({ done: next + 1, total: input.rows }, { next: next + 1 });
        });
        await delay(STEP_MS);
      }
      return { rows: input.rows };
    }),
  );
  process.stdout.write('ready\n');
}

void main(process.argv[2] ?? '');
