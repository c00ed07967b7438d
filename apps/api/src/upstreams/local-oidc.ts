import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OidcSettings } from '../config';

/** Where the life of the provider is told. */
export interface LocalOidcLog {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface LocalOidcOptions {
  /** Base URL of this server, as the sign-in redirect will name it. */
  publicUrl: string;
  /** Where the provider finds the users. */
  databaseUrl: string;
  logger: LocalOidcLog;
  /** The compiled simulators; those beside this compiled file unless told. */
  modulePath?: string;
}

const READY = /^OIDC provider is ready at (http:\/\/127\.0\.0\.1:(\d+))$/;
const START_TIMEOUT_MS = 15_000;
const MAX_RESTARTS = 5;
const RESTART_DELAY_MS = 100;
const STOP_TIMEOUT_MS = 2000;

/**
 * The OpenID Connect provider of demo and tests, as a child process. It is started again when it dies, a bounded number
 * of times and on the same port, so that its issuer stays what sign-ins were configured with.
 */
export class LocalOidc {
  private readonly clientSecret = randomBytes(32).toString('base64url');
  private child: ChildProcess | null = null;
  private port = 0;
  private restarts = 0;
  private stopping = false;
  private restartTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: LocalOidcOptions) {}

  /** Resolves with what a client of it must be configured with; rejects when it does not come up. */
  async start(): Promise<OidcSettings> {
    const issuer = await this.spawn();
    return { issuer, clientId: 'switchyard', clientSecret: this.clientSecret, allowedTenants: [] };
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

  /** Process id of the running provider, null while there is none. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  private async spawn(): Promise<string> {
    const child = fork(this.options.modulePath ?? compiledSimulators(), ['oidc'], {
      env: this.environment(),
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.once('exit', () => {
      this.child = null;
    });
    const issuer = await this.readyLine(child);
    child.once('exit', (code, signal) => this.restart(`ended with ${signal ?? code}`));
    return issuer;
  }

  /** Only what the child needs: the secrets of this process are not its business. */
  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV,
      OIDC_PORT: String(this.port),
      OIDC_CLIENT_SECRET: this.clientSecret,
      PUBLIC_URL: this.options.publicUrl,
      DATABASE_URL: this.options.databaseUrl,
    };
  }

  private readyLine(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        reject(new Error(`The local OIDC provider ${reason}`));
      };
      const timer = setTimeout(() => fail('did not become ready in time'), START_TIMEOUT_MS);
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
      this.eachLine(child, (line) => {
        const [, issuer, port] = READY.exec(line) ?? [];
        if (issuer === undefined) return;
        clearTimeout(timer);
        this.port = Number(port);
        resolve(issuer);
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
    const { logger } = this.options;
    if (this.restarts >= MAX_RESTARTS) {
      logger.error(`The local OIDC provider ${reason}; it was started again ${MAX_RESTARTS} times already`);
      return;
    }
    this.restarts += 1;
    logger.warn(`The local OIDC provider ${reason}; starting it again`);
    this.restartTimer = setTimeout(() => {
      this.spawn().catch(() => this.restart('did not come back'));
    }, RESTART_DELAY_MS * this.restarts);
  }
}

/** dist/ keeps the tree of the sources, so the other application stands beside this one. */
const compiledSimulators = (): string => join(__dirname, '../../../upstreams/src/main.js');
