import { columnIssues, columnsOf, FieldFinder } from './import-columns';

const field = (id: string, name: string, valueType: 'password' | 'multi_credential' = 'password') => ({
  ...{ id, name, valueType },
  required: false,
  secure: valueType === 'password',
});
const fields = FieldFinder.ofCells([
  field('notes', 'Remarks'),
  field('pass', 'Password'),
  field('sub', 'Subs', 'multi_credential'),
]);
const all = { company: true, type: true };
const none = { company: false, type: false };

describe('columnsOf', () => {
  it('knows its words and takes the rest for fields', () => {
    expect(columnsOf([' Name', 'NOTES', 'company', 'type', 'ID', 'PARENTFIELD', 'pass ', 'field:notes'], none)).toEqual(
      [
        { kind: 'name' },
        { kind: 'notes' },
        { kind: 'company' },
        { kind: 'type' },
        { kind: 'id' },
        { kind: 'parentField' },
        { kind: 'field', field: 'pass' },
        { kind: 'field', field: 'notes' },
      ],
    );
  });

  it('passes over what the request says of all rows', () => {
    expect(columnsOf(['name', 'company', 'type'], all).map(({ kind }) => kind)).toEqual(['name', 'ignored', 'ignored']);
  });
});

describe('FieldFinder', () => {
  it('finds by id, then by name whatever its case, and no multi-credential field', () => {
    expect(fields.find('pass')?.id).toBe('pass');
    expect(fields.find('REMARKS')?.id).toBe('notes');
    expect(fields.find('Pass')).toBeUndefined();
    expect(fields.find('sub')).toBeUndefined();
  });
});

describe('columnIssues', () => {
  const issues = (header: string[], given = all, known: FieldFinder | undefined = fields) =>
    columnIssues(columnsOf(header, given), given, known).map(({ message }) => message);

  it('asks for what says which credential it is', () => {
    expect(issues(['pass'])).toEqual(['the first row names no column name']);
    expect(issues(['name'], none)).toEqual([
      'the first row names no column company',
      'the first row names no column type',
    ]);
  });

  it('asks for what rows with parents need', () => {
    expect(issues(['name', 'Parent'])).toEqual([
      'the first row names no column id',
      'the first row names no column parentField',
    ]);
  });

  it('names columns by number and never repeats a heading', () => {
    expect(issues(['name', 'hunter2', 'pass', 'Password', ''])).toEqual([
      'column 2 is no field of the credential type',
      'column 4 has the name of one before it',
      'column 5 has no name',
    ]);
  });

  it('names no more than a hundred', () => {
    expect(issues(Array.from({ length: 500 }, () => ''))).toHaveLength(100);
  });

  it('leaves fields to the rows while the type is theirs to name', () => {
    expect(columnIssues(columnsOf(['name', 'company', 'type', 'anything'], none), none)).toEqual([]);
  });
});
