import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMsOf, residentMbOf } from '../measure/process-usage';

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Takes what the server prints, as a file would in production. */
  readonly log: string;
}

const READY = / is ready at (http:\S+)/;
const POLL_MS = 5;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function awaitReady(child: ChildProcess, log: string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!hasEnded(child) && Date.now() < deadline) {
    const url = READY.exec(await readFile(log, 'utf8'))?.[1];
    if (url) return url;
    await delay(POLL_MS);
  }
  throw new Error(`The server did not become ready:\n${await readFile(log, 'utf8')}`);
}

/** A server under measurement, in a process of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
    readonly url: string,
    /** From the start of the process to its line that it is ready. */
    readonly startMs: number,
  ) {}

  static async start({ command, args, cwd, env, log }: ServerCommand): Promise<ServerProcess> {
    const output = await open(log, 'w');
    const startedAt = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      // A group of its own: `npm start` puts processes between us and the server.
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    try {
      const url = await awaitReady(child, log);
      return new ServerProcess(child, child.pid ?? 0, url, performance.now() - startedAt);
    } catch (error) {
      signal(child, 'SIGKILL');
      throw error;
    } finally {
      await output.close();
    }
  }

  cpuMs(): Promise<number> {
    return cpuMsOf(this.pid);
  }

  residentMb(): Promise<number> {
    return residentMbOf(this.pid);
  }

  async stop(): Promise<void> {
    if (hasEnded(this.child)) return;
    const exited = once(this.child, 'exit');
    signal(this.child, 'SIGTERM');
    const deadline = setTimeout(() => signal(this.child, 'SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(deadline);
  }
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid) process.kill(-pid, name);
}
