import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

interface Remembered {
  readonly version: string;
  readonly value: object;
}

const MOST_ENTRIES = 2_000;

/** What is dear to find out of a whole catalogue and holds for as long as its version does. */
@Injectable()
export class CatalogMemory {
  private readonly entries = new LRUCache<string, Remembered>({ max: MOST_ENTRIES });
  private readonly looks = new Map<string, Promise<unknown>>();

  /** Whatever version it is of. */
  recall<T extends object>(key: string): { version: string; value: T } | undefined {
    return this.entries.get(key) as { version: string; value: T } | undefined;
  }

  remember(key: string, version: string, value: object): void {
    this.entries.set(key, { version, value });
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
