import type { CwCallbackEntry } from '../connectwise';
import { planCallbacks, wantedEntry } from './callback-plan';

const ENDPOINT = 'https://ops.example.com/v1/connectwise/callbacks';
const URL = `${ENDPOINT}?token=new&recordId=`;
const company = wantedEntry('Company', URL);
const opportunity = wantedEntry('Opportunity', URL);

const entry = (id: number, fields: Partial<CwCallbackEntry> = {}): CwCallbackEntry => ({
  ...{ id, description: null, type: 'company', level: 'Owner', objectId: 1, inactiveFlag: false, url: URL },
  ...fields,
});

const plan = (present: CwCallbackEntry[], wanted = [company]) => planCallbacks(present, wanted, ENDPOINT);
const NOTHING = { add: [], change: [], remove: [] };

describe('planCallbacks', () => {
  it('adds what is missing', () => {
    expect(plan([], [company, opportunity])).toEqual({ ...NOTHING, add: [company, opportunity] });
  });

  it('does nothing when everything is there', () => {
    expect(plan([entry(1), entry(2, { type: 'Opportunity' })], [company, opportunity])).toEqual(NOTHING);
  });

  it.each<[string, Partial<CwCallbackEntry>]>([
    ['has an old secret', { url: `${ENDPOINT}?token=old&recordId=` }],
    ['is switched off', { inactiveFlag: true }],
    ['tells of one record only', { level: 'company', objectId: 4 }],
  ])('changes an entry that %s', (_case, fields) => {
    expect(plan([entry(7, fields)])).toEqual({ ...NOTHING, change: [{ id: 7, entry: company }] });
  });

  it('keeps the one that fits, and removes doubles and what is synced no more', () => {
    const present = [entry(1, { inactiveFlag: true }), entry(2), entry(3), entry(4, { type: 'ticket' })];
    const gone = [1, 3].map((id) => ({ id, type: 'company' }));
    expect(plan(present)).toEqual({ ...NOTHING, remove: [...gone, { id: 4, type: 'ticket' }] });
  });

  it('leaves alone what points elsewhere', () => {
    const foreign = [
      'https://other.example.com/hook?recordId=',
      `https://other.example.com/v1/connectwise/callbacks?token=new&recordId=`,
      `${ENDPOINT}-of-somebody-else?recordId=`,
    ];
    expect(plan(foreign.map((url, place) => entry(place, { url })))).toEqual({ ...NOTHING, add: [company] });
  });
});
