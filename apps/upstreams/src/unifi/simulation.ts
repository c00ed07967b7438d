import { ControllerState } from './controller-state';
import { Sessions } from './sessions';
import type { UnifiSimulatorSettings } from './unifi-settings';

const MOST_REQUESTS = 1_000;

/** The state of one simulated controller. */
export class UnifiSimulation {
  readonly state: ControllerState;
  readonly sessions: Sessions;
  /** `GET /api/self/sites` and so on, for who wants to know what a client does; never bodies or headers. */
  readonly requests: string[] = [];

  constructor(readonly settings: UnifiSimulatorSettings) {
    this.state = new ControllerState(settings);
    this.sessions = new Sessions(settings.loginsPerMinute);
  }

  see(request: string): void {
    this.requests.push(request);
    if (this.requests.length > MOST_REQUESTS) this.requests.shift();
  }
}
