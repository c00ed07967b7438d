import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

interface Remembered {
  readonly version: string;
  readonly value: object;
}

const MOST_ENTRIES = 2_000;
/** Ids in all entries, of four bytes each. */
const MOST_IDS_KEPT = 1_000_000;

/** What is dear to find out of a whole catalogue and holds for as long as its version does. */
@Injectable()
export class CatalogMemory {
  private readonly entries = new LRUCache<string, Remembered>({ max: MOST_ENTRIES, maxSize: MOST_IDS_KEPT });
  private readonly looks = new Map<string, Promise<unknown>>();

  /** Whatever version it is of. */
  recall<T extends object>(key: string): { version: string; value: T } | undefined {
    return this.entries.get(key) as { version: string; value: T } | undefined;
  }

  /** @param ids how many of them the value holds */
  remember(key: string, version: string, value: object, ids = 0): void {
    this.entries.set(key, { version, value }, { size: ids + 1 });
  }

  /** One look for all who ask while it is under way: everybody does at once when a catalogue has changed. */
  together<T>(key: string, look: () => Promise<T>): Promise<T> {
    const running = this.looks.get(key) as Promise<T> | undefined;
    if (running) return running;
    const begun = look().finally(() => this.looks.delete(key));
    this.looks.set(key, begun);
    return begun;
  }
}
