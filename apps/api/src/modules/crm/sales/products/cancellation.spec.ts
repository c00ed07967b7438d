import type { CwProduct } from '../../connectwise';
import { cancellationOf } from './cancellation';

const line = (over: Partial<CwProduct>): CwProduct => ({
  ...{ id: 1, forecastDetailId: 2, opportunity: null, quantity: 5, quantityCancelled: 0, cancelledFlag: false },
  ...{ cancelledReason: null, cancelledDate: null, cancelledBy: null, ...over },
});

const none = {
  ...{ cancelled: false, cancellationType: null, quantityCancelled: 0, cancelledReason: null, cancelledDate: null },
};

describe('cancellationOf', () => {
  it.each<[string, Partial<CwProduct>[], object]>([
    ['no line', [], none],
    ['an untouched line', [{}], none],
    ['a part', [{ quantityCancelled: 2 }], { cancelled: true, cancellationType: 'partial', quantityCancelled: 2 }],
    ['all', [{ quantityCancelled: 5 }], { cancelled: true, cancellationType: 'full', quantityCancelled: 5 }],
    ['more than all', [{ quantityCancelled: 6 }], { cancellationType: 'full', quantityCancelled: 6 }],
    ['a flag alone', [{ cancelledFlag: true }], { cancelled: true, cancellationType: 'full', quantityCancelled: 5 }],
    [
      'a flag without any quantity',
      [{ cancelledFlag: true, quantity: null }],
      { cancelled: true, cancellationType: 'full', quantityCancelled: 0 },
    ],
    [
      'one of two lines',
      [{ quantity: 1, cancelledFlag: true, quantityCancelled: 1 }, { quantity: 4 }],
      { cancelled: true, cancellationType: 'partial', quantityCancelled: 1 },
    ],
    [
      'both lines',
      [
        { quantity: 1, quantityCancelled: 1 },
        { quantity: 4, quantityCancelled: 4 },
      ],
      { cancellationType: 'full', quantityCancelled: 5 },
    ],
  ])('tells %s', (_case, lines, expected) => {
    expect(cancellationOf(lines.map(line))).toMatchObject(expected);
  });

  it('gives the latest date, and a reason where there is one', () => {
    const lines = [
      { quantityCancelled: 1, cancelledDate: '2026-02-02T10:00:00Z' },
      { quantityCancelled: 1, cancelledDate: '2026-02-03T10:00:00Z', cancelledReason: 'Too late' },
      { quantityCancelled: 1, cancelledDate: 'soon' },
    ];
    expect(cancellationOf(lines.map(line))).toMatchObject({
      ...{ cancelledReason: 'Too late', cancelledDate: '2026-02-03T10:00:00.000Z' },
    });
  });
});
