import { readAhead } from './read-ahead';

/** Pages that come when the test says so. */
class Pages {
  readonly asked: number[] = [];
  closed = false;
  private readonly answers = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();

  constructor(private readonly count: number) {}

  readonly read = async function* (this: Pages, signal: AbortSignal): AsyncGenerator<number> {
    try {
      for (let page = 1; page <= this.count; page += 1) {
        await this.fetch(page, signal);
        yield page;
      }
    } finally {
      this.closed = true;
    }
  }.bind(this);

  come(page: number): void {
    this.answers.get(page)?.resolve();
  }

  fail(page: number, message: string): void {
    this.answers.get(page)?.reject(new Error(message));
  }

  private fetch(page: number, signal: AbortSignal): Promise<void> {
    this.asked.push(page);
    return new Promise((resolve, reject) => {
      this.answers.set(page, { resolve, reject });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  }
}

const turn = () => new Promise(setImmediate);
const idle = new AbortController().signal;

function start(count = 4, signal: AbortSignal = idle) {
  const pages = new Pages(count);
  return { pages, reading: readAhead(pages.read, signal) };
}

describe('readAhead', () => {
  it('asks for the next page while one is worked on, and for none beyond it', async () => {
    const { pages, reading } = start();
    const first = reading.next();
    pages.come(1);
    expect(await first).toEqual({ done: false, value: 1 });
    await turn();
    expect(pages.asked).toEqual([1, 2]);
    pages.come(2);
    await turn();
    expect(pages.asked).toEqual([1, 2]);
    expect(await reading.next()).toEqual({ done: false, value: 2 });
    await turn();
    expect(pages.asked).toEqual([1, 2, 3]);
    await Promise.all([reading.return(undefined), turn()]);
  });

  it('ends behind the last page', async () => {
    const { pages, reading } = start(1);
    const first = reading.next();
    pages.come(1);
    await first;
    expect(await reading.next()).toEqual({ done: true, value: undefined });
    expect(pages.closed).toBe(true);
  });

  it('tells of a failure when its page is due, not before, and leaves no rejection behind', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const { pages, reading } = start();
    const first = reading.next();
    pages.come(1);
    await first;
    pages.fail(2, 'page 2');
    await turn();
    await turn();
    await expect(reading.next()).rejects.toThrow('page 2');
    expect(await reading.next()).toEqual({ done: true, value: undefined });
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('ends what it asked for when its reader stops early', async () => {
    const { pages, reading } = start();
    const read = async () => {
      for await (const page of reading) throw new Error(`page ${page} cannot be kept`);
    };
    const reader = read();
    await turn();
    pages.come(1);
    await expect(reader).rejects.toThrow('page 1 cannot be kept');
    expect([pages.asked, pages.closed]).toEqual([[1, 2], true]);
  });

  it('ends with its signal', async () => {
    const abort = new AbortController();
    const { pages, reading } = start(4, abort.signal);
    const first = reading.next();
    pages.come(1);
    await first;
    abort.abort(new Error('cancelled'));
    await expect(reading.next()).rejects.toThrow('cancelled');
    expect([pages.asked, pages.closed]).toEqual([[1, 2], true]);
  });
});
