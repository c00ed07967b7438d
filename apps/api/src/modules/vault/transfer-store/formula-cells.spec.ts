import * as fc from 'fast-check';
import { escapeFormula, unescapeFormula } from './formula-cells';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])('puts an apostrophe before %j', (cell) => {
  expect(escapeFormula(cell)).toBe(`'${cell}`);
});

it.each(['', 'abc', '1-1', "'quoted'", ' =1'])('leaves %j alone', (cell) => {
  expect(escapeFormula(cell)).toBe(cell);
  expect(unescapeFormula(cell)).toBe(cell);
});

it('gives back whatever it was given', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^['=+\-@\t\r a]*$/), (cell) => {
      expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
    }),
  );
});
