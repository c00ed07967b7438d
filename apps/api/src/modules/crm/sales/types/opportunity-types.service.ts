import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { ConnectWise, ConnectWiseError, type CwOpportunityStatus } from '../../connectwise';
import { ConnectWiseLookups } from '../lookups/connectwise-lookups';
import { canonicalTypes, type OpportunityType } from './canonical-types';

/** Longer than this nobody waits for what is known well enough. */
const LONGEST_MS = 3_000;

@Injectable()
export class OpportunityTypesService {
  private readonly logger = new Logger('OpportunityTypes');

  constructor(
    private readonly connectWise: ConnectWise,
    private readonly lookups: ConnectWiseLookups,
  ) {}

  /** By name: the canonical ones, as ConnectWise has them now, and those that it has beyond them. */
  async list(): Promise<OpportunityType[]> {
    const types = new Map(canonicalTypes.map((type) => [type.id, type]));
    for (const status of await this.statuses()) {
      const { connectWiseId = null, optimaEquivalency = [] } = types.get(status.id) ?? {};
      types.set(status.id, { ...status, connectWiseId, optimaEquivalency });
    }
    return [...types.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private async statuses(): Promise<Iterable<CwOpportunityStatus>> {
    if (!this.connectWise.configured) return [];
    const patience = new AbortController();
    try {
      const late = delay(LONGEST_MS, undefined, { signal: patience.signal }).then(() => {
        throw ConnectWiseError.timeout();
      });
      const statuses = await Promise.race([this.lookups.statuses.all(), late]);
      return statuses.values();
    } catch (error) {
      this.logger.warn(`The canonical quote statuses are shown alone: ${String(error)}`);
      return [];
    } finally {
      patience.abort();
    }
  }
}
