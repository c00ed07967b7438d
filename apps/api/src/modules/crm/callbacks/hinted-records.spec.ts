import type { Transactions } from '@app/database';
import { JobEvents, JobHandlers, type JobQueue, type JobState } from '@app/jobs';
import { InProcessBroadcast } from '@app/kernel';
import type { Syncs } from '../sync';
import { HintedRecords } from './hinted-records';
import type { HintsRepository } from './hints.repository';

const KIND = 'connectwise.read-hinted';

describe('HintedRecords', () => {
  const tryEnqueue = jest.fn(async () => undefined);
  const waiting = jest.fn<Promise<boolean>, []>();
  const events = new JobEvents(new InProcessBroadcast());
  const records = new HintedRecords(
    { waiting } as unknown as HintsRepository,
    {} as Syncs,
    new JobHandlers(),
    events,
    { tryEnqueue } as unknown as JobQueue,
    { run: (work: () => unknown) => work() } as unknown as Transactions,
  );

  beforeAll(() => records.onModuleInit());
  beforeEach(() => jest.clearAllMocks());
  afterAll(() => records.onModuleDestroy());

  /** Resolves when what it sets off is done. */
  const end = async (kind: string, state: JobState) => {
    events.publish({ id: 'j1', kind, state, progress: { done: 1, total: null }, createdBy: null });
    await new Promise(setImmediate);
  };

  it('starts once more for a hint that came after the last look of a job that had not ended yet', async () => {
    waiting.mockResolvedValue(true);
    await end(KIND, 'succeeded');
    expect(tryEnqueue).toHaveBeenCalledTimes(1);
  });

  it('starts nothing where nothing waits', async () => {
    waiting.mockResolvedValue(false);
    await end(KIND, 'succeeded');
    expect(tryEnqueue).not.toHaveBeenCalled();
  });

  it.each<[string, JobState]>([
    [KIND, 'running'],
    [KIND, 'failed'],
    [KIND, 'cancelled'],
    ['sync.companies', 'succeeded'],
  ])('does not go on by itself when %s is %s', async (kind, state) => {
    waiting.mockResolvedValue(true);
    await end(kind, state);
    expect(tryEnqueue).not.toHaveBeenCalled();
  });

  it('leaves hints for later when the database cannot be asked', async () => {
    waiting.mockRejectedValue(new Error('away'));
    await expect(records.goOn()).resolves.toBeUndefined();
    expect(tryEnqueue).not.toHaveBeenCalled();
  });
});
