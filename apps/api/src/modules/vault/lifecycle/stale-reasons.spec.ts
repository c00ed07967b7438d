import { inDays, staleReasons } from './stale-reasons';

const NOW = new Date('2026-02-14T12:00:00.000Z');
const never = { expiresAt: null, oldestSecureValueAt: null, rotateAfterDays: null };
const beforeNow = (ms: number): Date => new Date(NOW.getTime() - ms);

describe('reasons for being stale', () => {
  it('are none without dates, or without a policy', () => {
    expect(staleReasons(never, NOW)).toEqual([]);
    expect(staleReasons({ ...never, rotateAfterDays: 1 }, NOW)).toEqual([]);
    expect(staleReasons({ ...never, oldestSecureValueAt: new Date(0) }, NOW)).toEqual([]);
  });

  it.each([
    [beforeNow(0), ['expired']],
    [beforeNow(-1), ['expires_soon']],
    [inDays(NOW, 30), ['expires_soon']],
    [new Date(inDays(NOW, 30).getTime() + 1), []],
  ])('by an expiry at %j are %j', (expiresAt, reasons) => {
    expect(staleReasons({ ...never, expiresAt }, NOW)).toEqual(reasons);
  });

  it('look as far ahead as asked', () => {
    const dates = { ...never, expiresAt: inDays(NOW, 5) };
    expect(staleReasons(dates, NOW, 4)).toEqual([]);
    expect(staleReasons(dates, NOW, 5)).toEqual(['expires_soon']);
  });

  it.each([
    [inDays(NOW, -90), ['rotation_due']],
    [new Date(inDays(NOW, -90).getTime() + 1), []],
  ])('by a value of %j are %j', (oldestSecureValueAt, reasons) => {
    expect(staleReasons({ ...never, oldestSecureValueAt, rotateAfterDays: 90 }, NOW)).toEqual(reasons);
  });

  it('may be two', () => {
    const dates = { expiresAt: NOW, oldestSecureValueAt: new Date(0), rotateAfterDays: 1 };
    expect(staleReasons(dates, NOW)).toEqual(['expired', 'rotation_due']);
  });
});
