import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_UNIFI_CONTROLLER, type UnifiSettings } from '../config';
import { type SimulatorLog, SimulatorProcess } from './simulator-process';

export interface LocalUnifiOptions {
  logger: SimulatorLog;
  /** Where it keeps what was changed, so that the sites of the database are still there after a restart. */
  dataDir: string;
  /** The compiled simulators; those beside this compiled file unless told. */
  modulePath?: string;
}

/** The simulated UniFi controller of the demo, as a child process with a password of its own. */
export class LocalUnifi {
  private readonly credentials = { username: 'switchyard', password: randomBytes(24).toString('base64url') };
  private readonly process: SimulatorProcess;

  constructor({ logger, dataDir, modulePath }: LocalUnifiOptions) {
    const { username, password } = this.credentials;
    this.process = new SimulatorProcess({
      ...{ name: 'unifi', label: 'UniFi controller', logger, modulePath },
      environment: (port) => ({
        ...{ UNIFI_PORT: String(port), UNIFI_USERNAME: username, UNIFI_PASSWORD: password },
        UNIFI_STATE: join(dataDir, 'unifi-simulator.json'),
      }),
    });
  }

  /** Resolves with what a client of it must be configured with; rejects when it does not come up. */
  async start(): Promise<UnifiSettings> {
    const url = await this.process.start();
    const name = DEFAULT_UNIFI_CONTROLLER;
    return { name, url, credentials: this.credentials, fingerprint: null, allowSelfSigned: false };
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Process id of the running simulator, null while there is none. */
  get pid(): number | null {
    return this.process.pid;
  }
}
