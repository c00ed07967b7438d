/** Paces the request that its argument describes, in a process of its own, and prints what it timed. */
import { pace } from './pace';
import type { Probe } from './probe';

const { url, request, rate, seconds } = JSON.parse(process.argv[2] ?? '') as Probe;

void pace(url, request, rate, seconds).then((answers) => process.stdout.write(JSON.stringify(answers)));
