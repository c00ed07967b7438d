import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import {
  ConnectWise,
  type CwOpportunityStatus,
  departments,
  locations,
  Lookup,
  opportunityStatuses,
  type Resource,
} from '../../connectwise';

const FRESH_MS = 10 * 60_000;
const MOST_RECORDS = 10_000;

interface Named {
  readonly id: number;
  readonly name: string;
}

/** The short lists of ConnectWise that records refer to. */
@Injectable()
export class ConnectWiseLookups {
  readonly locations: Lookup<number, Named>;
  readonly departments: Lookup<number, Named>;
  readonly statuses: Lookup<number, CwOpportunityStatus>;

  constructor(
    private readonly connectWise: ConnectWise,
    clock: Clock,
  ) {
    const bounds = { freshMs: FRESH_MS, most: MOST_RECORDS };
    const byId = <T extends { readonly id: number }>(resource: Resource<T>): Lookup<number, T> =>
      new Lookup(clock, { ...bounds, load: () => this.read(resource), keyOf: ({ id }) => id });
    this.locations = byId(locations);
    this.departments = byId(departments);
    this.statuses = byId(opportunityStatuses);
  }

  private async read<T>(resource: Resource<T>): Promise<T[]> {
    const { client } = await this.connectWise.connection();
    const found: T[] = [];
    for (let page = 1, hasNext = true; hasNext && found.length < MOST_RECORDS; page += 1) {
      const batch = await client.page(resource, { page, orderBy: 'id' });
      found.push(...batch.records);
      ({ hasNext } = batch);
    }
    return found;
  }
}
