import { Subject } from 'rxjs';
import { inBatches } from './in-batches';

describe('inBatches', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const start = () => {
    const source = new Subject<number>();
    const batches: number[][] = [];
    const subscription = source.pipe(inBatches(100)).subscribe((batch) => batches.push(batch));
    return { source, batches, subscription };
  };

  it('hands over together what came within the span', () => {
    const { source, batches } = start();
    source.next(1);
    jest.advanceTimersByTime(60);
    source.next(2);
    expect(batches).toEqual([]);
    jest.advanceTimersByTime(40);
    expect(batches).toEqual([[1, 2]]);
  });

  it('loses nothing and repeats nothing while changes keep coming', () => {
    const { source, batches } = start();
    for (let change = 0; change < 50; change += 1) {
      source.next(change);
      jest.advanceTimersByTime(7);
    }
    jest.advanceTimersByTime(200);
    expect(batches.flat()).toEqual(Array.from({ length: 50 }, (_, change) => change));
    expect(batches.length).toBeLessThanOrEqual(5);
  });

  it('runs no timer while nothing comes, and none after the end', () => {
    const { source, subscription } = start();
    expect(jest.getTimerCount()).toBe(0);
    source.next(1);
    jest.advanceTimersByTime(500);
    expect(jest.getTimerCount()).toBe(0);
    source.next(2);
    subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });
});
