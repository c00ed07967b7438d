import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where the life of a simulator is told. */
export interface SimulatorLog {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface SimulatorProcessOptions {
  /** As `apps/upstreams` knows it. */
  readonly name: string;
  /** As its ready line and the log call it. */
  readonly label: string;
  /** Its settings, given the port that it had before (0 at first). It gets nothing else: our secrets are not its business. */
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  readonly logger: SimulatorLog;
  /** The compiled simulators; those beside this compiled file unless told. */
  readonly modulePath?: string;
}

const START_TIMEOUT_MS = 15_000;
const MAX_RESTARTS = 5;
const RESTART_DELAY_MS = 100;
const STOP_TIMEOUT_MS = 2000;

/**
 * A simulated upstream of demo and tests as a child process. It is started again when it dies, a bounded number of times
 * and on the same port, so that its address stays what clients were configured with.
 */
export class SimulatorProcess {
  private child: ChildProcess | null = null;
  private port = 0;
  private restarts = 0;
  private stopping = false;
  private restartTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SimulatorProcessOptions) {}

  /** Resolves with its address; rejects when it does not come up. */
  async start(): Promise<string> {
    const { name, modulePath = compiledSimulators() } = this.options;
    const child = fork(modulePath, [name], {
      env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, ...this.options.environment(this.port) },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.once('exit', () => {
      this.child = null;
    });
    const url = await this.readyLine(child);
    child.once('exit', (code, signal) => this.restart(`ended with ${signal ?? code}`));
    return url;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    const { child } = this;
    if (child === null) return;
    const killTimer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    clearTimeout(killTimer);
  }

  /** Process id of the running simulator, null while there is none. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  private readyLine(child: ChildProcess): Promise<string> {
    const { label } = this.options;
    const ready = new RegExp(`^${label} is ready at (http://127\\.0\\.0\\.1:(\\d+))$`);
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        reject(new Error(`The local ${label} ${reason}`));
      };
      const timer = setTimeout(() => fail('did not become ready in time'), START_TIMEOUT_MS);
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
      this.eachLine(child, (line) => {
        const [, url, port] = ready.exec(line) ?? [];
        if (url === undefined) return;
        clearTimeout(timer);
        this.port = Number(port);
        resolve(url);
      });
    });
  }

  private eachLine(child: ChildProcess, read: (line: string) => void): void {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.options.logger.debug(line);
        read(line);
      });
    }
  }

  private restart(reason: string): void {
    if (this.stopping) return;
    const { logger, label } = this.options;
    if (this.restarts >= MAX_RESTARTS) {
      logger.error(`The local ${label} ${reason}; it was started again ${MAX_RESTARTS} times already`);
      return;
    }
    this.restarts += 1;
    logger.warn(`The local ${label} ${reason}; starting it again`);
    this.restartTimer = setTimeout(() => {
      this.start().catch(() => this.restart('did not come back'));
    }, RESTART_DELAY_MS * this.restarts);
  }
}

/** dist/ keeps the tree of the sources, so the other application stands beside this one. */
const compiledSimulators = (): string => join(__dirname, '../../../upstreams/src/main.js');
