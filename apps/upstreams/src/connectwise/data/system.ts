import type { Row } from '../records/row';

const PEOPLE = `
10 | JDoe | John | Doe | A
15 | jroberts | Jackson | Roberts | F
16 | crobinso | Casey | Robinson | F
17 | mkowal | Marta | Kowal | F
18 | tnguyen | Thuy | Nguyen | X
19 | left1 | Lee | Former | F
`;

/** Who works with ConnectWise. The last one has left. */
export const memberRows: readonly Row[] = PEOPLE.trim()
  .split('\n')
  .map((line) => {
    const [id = '', identifier = '', firstName = '', lastName = '', licenseClass = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return {
      ...{ id: Number(id), identifier, firstName, lastName, licenseClass },
      officeEmail: `${identifier.toLowerCase()}@switchyard.example`,
      inactiveFlag: identifier === 'left1',
      _info: { lastUpdated: '2025-06-02T08:00:00Z', updatedBy: 'crobinso' },
    };
  });

export const memberReference = ({ id, identifier, firstName, lastName }: Row) => ({
  ...{ id, identifier, name: `${String(firstName)} ${String(lastName)}` },
  _info: { member_href: `system/members/${id}` },
});

const named = (rows: readonly (readonly [number, string])[]): Row[] =>
  rows.map(([id, name]) => ({ id, name, _info: { lastUpdated: '2024-04-28T15:03:57Z', updatedBy: 'crobinso' } }));

export const locationRows: readonly Row[] = named([
  [1, 'Murray'],
  [2, 'Paducah'],
]);

export const departmentRows: readonly Row[] = named([
  [5, 'Sales'],
  [6, 'Field Services'],
]).map((row) => ({ ...row, identifier: String(row.name).slice(0, 6) }));

const STATUSES = `
51 | 00. FutureLead
24 | 01. New
43 | 02. Qualified
46 | 03. Quoting
49 | 04. Proposal Sent
58 | 05. Negotiation
29 | 95. Won | won closed
53 | 96. Lost | lost closed
59 | 99. Cancelled | lost closed inactive
`;

export const opportunityStatusRows: readonly Row[] = STATUSES.trim()
  .split('\n')
  .map((line) => {
    const [id = '', name = '', flags = ''] = line.split('|').map((cell) => cell.trim());
    return {
      ...{ id: Number(id), name, wonFlag: flags.includes('won'), lostFlag: flags.includes('lost') },
      ...{ closedFlag: flags.includes('closed'), inactiveFlag: flags.includes('inactive') },
      ...{ defaultFlag: id === '24', enteredBy: 'crobinso', dateEntered: '2023-07-11T23:13:19Z' },
      _info: { lastUpdated: '2024-04-28T15:03:57Z', updatedBy: 'crobinso' },
    };
  });

const field = (id: number, caption: string, fieldTypeIdentifier: string, options: readonly string[] = []): Row => ({
  ...{ id, podId: 1, caption, sequenceNumber: id, helpText: null, fieldTypeIdentifier, requiredFlag: false },
  entryTypeIdentifier: options.length > 0 ? 'List' : 'EntryField',
  options: options.map((value, place) => ({ id: id * 10 + place, optionValue: value, defaultFlag: place === 0 })),
  _info: { lastUpdated: '2024-04-28T15:03:57Z', updatedBy: 'crobinso' },
});

export const userDefinedFieldRows: readonly Row[] = [
  field(1, 'Project Manager', 'Text'),
  field(2, 'Install Priority', 'Text', ['Normal', 'Rush']),
  field(3, 'Deposit Received', 'Checkbox'),
  field(4, 'Site Survey Date', 'Date'),
];

/** The values of those fields that an opportunity has. */
export const customFields = (priority: string, deposit: boolean) => [
  { id: 1, caption: 'Project Manager', type: 'Text', entryMethod: 'EntryField', numberOfDecimals: 0, value: null },
  { id: 2, caption: 'Install Priority', type: 'Text', entryMethod: 'List', numberOfDecimals: 0, value: priority },
  {
    id: 3,
    caption: 'Deposit Received',
    type: 'Checkbox',
    entryMethod: 'EntryField',
    numberOfDecimals: 0,
    value: deposit,
  },
];
