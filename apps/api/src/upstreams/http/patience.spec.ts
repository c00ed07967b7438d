import { backoffMs, background, interactive } from './patience';

describe('backoffMs', () => {
  it('doubles up to a bound, half of it left to chance', () => {
    const at = (random: number) => [1, 2, 3, 9].map((attempt) => backoffMs(interactive, attempt, () => random));
    expect(at(0)).toEqual([100, 200, 400, 1_000]);
    expect(at(0.5)).toEqual([150, 300, 600, 1_500]);
    expect(backoffMs(background, 20, () => 1)).toBe(30_000);
  });
});
