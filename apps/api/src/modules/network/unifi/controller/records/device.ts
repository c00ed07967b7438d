import { flag, integer, object, objects, type Raw, text } from './readers';

/** By the number that the controller gives them. */
const STATES: Readonly<Record<number, string>> = {
  ...{ 0: 'disconnected', 1: 'connected', 2: 'pending', 3: 'firmware mismatch', 4: 'upgrading', 5: 'provisioning' },
  ...{ 6: 'heartbeat missed', 7: 'adopting', 8: 'deleting', 9: 'inform error', 10: 'adoption failed', 11: 'isolated' },
};

/** What a state is called: such as `connected`, and `unknown` for a number of a later version. */
export const deviceStateName = (state: number): string => STATES[state] ?? 'unknown';

export type RadioBand = '2g' | '5g' | '6g' | '60g';

const BANDS: Readonly<Record<string, RadioBand>> = { ng: '2g', na: '5g', '6e': '6g', ad: '60g' };

export type Radio = ReturnType<typeof readRadio>;
export type Device = ReturnType<typeof readDevice>;

const readRadio = (raw: Raw) => ({
  name: text(raw.name),
  /** As the controller calls it: `ng`, `na`, `6e`, `ad`. */
  radio: text(raw.radio),
  band: BANDS[text(raw.radio) ?? ''] ?? null,
  /** Null when the controller chooses it. */
  channel: integer(raw.channel),
  /** Width of the channel in MHz. */
  channelWidth: integer(raw.ht),
  txPower: integer(raw.tx_power),
  txPowerMode: text(raw.tx_power_mode),
  /** Only of controllers before AP groups. */
  wlanGroupId: text(raw.wlangroup_id),
});

export function readDevice(raw: Raw) {
  const state = integer(raw.state) ?? 0;
  return {
    id: text(raw._id) ?? '',
    mac: (text(raw.mac) ?? '').toLowerCase(),
    model: text(raw.model),
    /** Null until somebody names it. */
    name: text(raw.name),
    /** `uap`, `usw`, `ugw`, `udm`, `uxg`, ... */
    type: text(raw.type),
    state,
    stateName: deviceStateName(state),
    adopted: flag(raw.adopted),
    ip: text(raw.ip),
    version: text(raw.version),
    /** In seconds. */
    uptime: integer(raw.uptime),
    /** How many clients are connected by it; null for a device that counts none. */
    clients: integer(raw.num_sta) ?? integer(raw['user-num_sta']),
    radios: objects(raw.radio_table).map(readRadio),
    /** As it came. */
    uplink: object(raw.uplink),
  };
}
