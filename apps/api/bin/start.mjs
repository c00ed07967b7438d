/** `npm start`: the demo, built when sources are newer than the build. Every setting may be overridden by the environment. */
import { run } from './run.mjs';

if (process.env.NODE_ENV !== 'production') process.env.SWITCHYARD_DEMO ??= 'true';
await run('apps/api/src/main.ts');
