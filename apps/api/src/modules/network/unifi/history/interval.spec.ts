import { endOfRound, MINUTE_MS } from './interval';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12) + minute * MINUTE_MS);

describe('the end of a round', () => {
  it.each([
    [0, 9],
    [2, 9],
    [5, 9],
    [6, 19],
    [9.9, 19],
    [10, 19],
  ])('that begins at minute %d of rounds every 10 minutes is at minute %d', (start, end) => {
    expect(endOfRound(at(start), 10 * MINUTE_MS)).toEqual(at(end));
  });

  it('is not to be seen where no other round follows', () => {
    expect(endOfRound(at(0), 0).getTime()).toBeGreaterThan(Date.UTC(9999, 0));
  });
});
