import { defineJob } from '@app/jobs';

interface Filling {
  readonly rows: number;
}

export const fill = defineJob<Filling, { readonly next: number }, Filling>('test.fill');
