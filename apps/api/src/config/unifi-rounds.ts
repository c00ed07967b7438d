import type { Environment, UnifiRounds } from './app-config';
import type { EnvReader } from './env-reader';

const LONGEST_INTERVAL = 1_440;
const LONGEST_HISTORY = 3_650;

/** How often UniFi sites are looked at, and how long what was seen is kept. Tests ask for what they want. */
export function readUnifiRounds(reader: EnvReader, environment: Environment): UnifiRounds {
  const minutes = (variable: string, fallback: number): number =>
    reader.integer(variable, { min: 0, max: LONGEST_INTERVAL }, environment === 'test' ? 0 : fallback);
  return {
    syncMinutes: minutes('SWITCHYARD_UNIFI_SYNC_MINUTES', 60),
    snapshotMinutes: minutes('SWITCHYARD_UNIFI_SNAPSHOT_MINUTES', 5),
    historyDays: reader.integer('SWITCHYARD_UNIFI_HISTORY_DAYS', { min: 1, max: LONGEST_HISTORY }, 30),
  };
}
