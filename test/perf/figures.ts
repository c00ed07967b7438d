import type { MachineSpeed } from './measure/machine-speed';
import type { Form } from './setup/form';

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The goal, checked by the long form. A figure without one is there to explain the others. */
  readonly atMost?: number;
  /** What the goal depends on the machine's speed of; it is then held against what the figure means at the reference's. */
  readonly speedOf?: keyof MachineSpeed;
  /** What it must not exceed on any machine, however slow or busy: checked by the short form. */
  readonly never?: number;
}

/** How figures are judged. */
export interface Judgement {
  readonly form: Form;
  readonly speed: MachineSpeed;
}

const limitOf = ({ atMost, never }: Figure, { form }: Judgement): number | undefined =>
  form.name === 'long' ? atMost : never;

/** What the figure means on the machine that the goals were set on; itself where speed does not matter. */
const atReference = ({ value, speedOf }: Figure, { form, speed }: Judgement): number =>
  speedOf && form.name === 'long' ? value / speed[speedOf] : value;

export const misses = (figure: Figure, by: Judgement): boolean =>
  atReference(figure, by) > (limitOf(figure, by) ?? Infinity);

const digits = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1)).replace(/\.?0+$/, '');

/** A Markdown table, so that it can stand in the README as it is. */
export function table(figures: readonly Figure[], by: Judgement): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, speedOf } = figure;
    const limit = limitOf(figure, by);
    const verdict = limit === undefined ? '' : misses(figure, by) ? 'missed' : 'met';
    const scaled = speedOf && by.form.name === 'long' ? `${digits(atReference(figure, by))} ${unit}` : '';
    return [what, `${digits(value)} ${unit}`, scaled, limit === undefined ? '' : digits(limit), verdict];
  });
  const head = ['figure', 'measured', "at the reference's speed", 'at most', ''];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
