/** Numbers that look random and are the same for the same seed, wherever and in whatever order they are asked for. */
export class SeededRandom {
  private state: number;

  constructor(...seed: (string | number)[]) {
    this.state = hash(seed.join(':'));
  }

  /** From 0 up to, not including, 1: mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the choices, of which there is at least one. */
  pick<const Choices extends readonly unknown[]>(choices: Choices): Choices[number] {
    return choices[this.integer(0, choices.length - 1)];
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
  }
  return state;
}

export const range = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => first + place);
