import type { CwProduct } from '../../connectwise';

/** How much of a forecast item procurement has cancelled. */
export interface Cancellation {
  readonly cancelled: boolean;
  readonly cancellationType: 'full' | 'partial' | null;
  readonly quantityCancelled: number;
  readonly cancelledReason: string | null;
  readonly cancelledDate: string | null;
}

/** ConnectWise writes seconds, and sometimes no date at all. */
function isoDate(text: string | null): string | null {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** A line that only bears the flag is cancelled as a whole. */
const cancelledOf = ({ cancelledFlag, quantity, quantityCancelled }: CwProduct): number =>
  cancelledFlag && quantityCancelled === 0 ? (quantity ?? 0) : quantityCancelled;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** @param lines the lines of procurement behind one forecast item: none, one, or several that share its quantity */
export function cancellationOf(lines: readonly CwProduct[]): Cancellation {
  const quantityCancelled = sum(lines.map(cancelledOf));
  const quantity = sum(lines.map((line) => line.quantity ?? 0));
  const isFlagged = lines.length > 0 && lines.every(({ cancelledFlag }) => cancelledFlag);
  const cancelled = quantityCancelled > 0 || isFlagged;
  if (!cancelled) {
    return {
      ...{ cancelled, cancellationType: null, quantityCancelled: 0, cancelledReason: null, cancelledDate: null },
    };
  }
  const isFull = quantity > 0 ? quantityCancelled >= quantity : isFlagged;
  const dates = lines.flatMap(({ cancelledDate }) => isoDate(cancelledDate) ?? []);
  return {
    ...{ cancelled, cancellationType: isFull ? 'full' : 'partial', quantityCancelled },
    cancelledReason: lines.find(({ cancelledReason }) => cancelledReason)?.cancelledReason ?? null,
    cancelledDate: dates.sort().at(-1) ?? null,
  };
}
