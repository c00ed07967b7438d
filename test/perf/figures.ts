import type { Form } from './setup/form';

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The goal, checked by the long form. A figure without one is there to explain the others. */
  readonly atMost?: number;
  /** What it must not exceed on any machine, however slow or busy: checked by the short form. */
  readonly never?: number;
}

const limitOf = ({ atMost, never }: Figure, form: Form): number | undefined => (form.name === 'long' ? atMost : never);

export const misses = (figure: Figure, form: Form): boolean => figure.value > (limitOf(figure, form) ?? Infinity);

const digits = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1)).replace(/\.?0+$/, '');

/** A Markdown table, so that it can stand in the README as it is. */
export function table(figures: readonly Figure[], form: Form): string {
  const rows = figures.map((figure) => {
    const limit = limitOf(figure, form);
    const verdict = limit === undefined ? '' : misses(figure, form) ? 'missed' : 'met';
    return [figure.what, `${digits(figure.value)} ${figure.unit}`, limit === undefined ? '' : digits(limit), verdict];
  });
  const lines = [['figure', 'measured', 'at most', ''], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
