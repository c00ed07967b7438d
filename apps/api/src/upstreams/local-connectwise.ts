import { randomBytes } from 'node:crypto';
import type { ConnectWiseSettings } from '../config';
import { type SimulatorLog, SimulatorProcess } from './simulator-process';

export interface LocalConnectWiseOptions {
  logger: SimulatorLog;
  /** The compiled simulators; those beside this compiled file unless told. */
  modulePath?: string;
}

const secret = (): string => randomBytes(24).toString('base64url');

/** The simulated ConnectWise of the demo, as a child process with credentials of its own. */
export class LocalConnectWise {
  private readonly credentials = {
    company: 'switchyard',
    publicKey: secret(),
    privateKey: secret(),
    clientId: secret(),
  };
  private readonly process: SimulatorProcess;

  constructor({ logger, modulePath }: LocalConnectWiseOptions) {
    const { company, publicKey, privateKey, clientId } = this.credentials;
    this.process = new SimulatorProcess({
      ...{ name: 'connectwise', label: 'ConnectWise', logger, modulePath },
      environment: (port) => ({
        ...{ CW_PORT: String(port), CW_COMPANY: company, CW_CLIENT_ID: clientId },
        ...{ CW_PUBLIC_KEY: publicKey, CW_PRIVATE_KEY: privateKey },
      }),
    });
  }

  /** Resolves with what a client of it must be configured with; rejects when it does not come up. */
  async start(): Promise<ConnectWiseSettings> {
    return { url: await this.process.start(), ...this.credentials };
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Process id of the running simulator, null while there is none. */
  get pid(): number | null {
    return this.process.pid;
  }
}
