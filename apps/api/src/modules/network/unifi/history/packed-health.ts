import type { SubsystemHealth } from '../controller';
import { toHealthDto } from '../devices/device';
import type { UnifiHealthDto } from '../devices/overview.dto';
import { storable } from './storable';

/** A subsystem, its status, and its counts in the order of {@link COUNTS}, without the nulls at their end. */
export type PackedHealth = readonly [subsystem: string, status: string, ...counts: (number | null)[]];

/** What is stored depends on the order: more are added at the end. */
const COUNTS = [
  ...(['numAdopted', 'numGateway', 'numSwitch', 'numAp', 'numUser', 'numGuest'] as const),
  ...(['numDisconnected', 'numPending'] as const),
];
const MOST_SUBSYSTEMS = 50;

/** A fraction of what the objects would take, for every snapshot of every site. */
export const packHealth = (health: readonly SubsystemHealth[]): PackedHealth[] =>
  health.slice(0, MOST_SUBSYSTEMS).map((subsystem) => {
    const dto = toHealthDto(subsystem);
    const counts = COUNTS.map((key) => wholeOf(dto[key]));
    return [storable(dto.subsystem) ?? '', storable(dto.status) ?? '', ...withoutEnd(counts)];
  });

export const unpackHealth = (packed: readonly PackedHealth[]): UnifiHealthDto[] =>
  packed.map(([subsystem, status, ...counts]) => ({
    ...{ subsystem, status },
    ...Object.fromEntries(
      COUNTS.flatMap((key, place): [string, number][] => {
        const count = counts[place];
        return typeof count === 'number' ? [[key, count]] : [];
      }),
    ),
  }));

const wholeOf = (count: number | undefined): number | null =>
  count !== undefined && Number.isSafeInteger(count) ? count : null;

const withoutEnd = (counts: readonly (number | null)[]): readonly (number | null)[] =>
  counts.slice(0, counts.findLastIndex((count) => count !== null) + 1);
