import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalog } from './cases/catalog';
import { catalogSync } from './cases/catalog-sync';
import { credentials } from './cases/credentials';
import { fieldGate } from './cases/field-gate';
import { logins } from './cases/logins';
import { memory } from './cases/memory';
import { opportunities } from './cases/opportunities';
import { ownTeams } from './cases/own-teams';
import { start } from './cases/start';
import { unifi } from './cases/unifi';
import { userList } from './cases/user-list';
import { vault } from './cases/vault';
import { misses, table, type Figure } from './figures';
import { machineSpeed, type MachineSpeed } from './measure/machine-speed';
import { Bench } from './setup/bench';
import { long, short, type Form } from './setup/form';

const USAGE = `npm run perf -- [--short] [--only <case>]...
`;

const cases = {
  users: userList,
  teams: ownTeams,
  gate: (_bench: Bench, form: Form) => Promise.resolve(fieldGate(form)),
  credentials,
  catalog,
  'catalog-sync': catalogSync,
  opportunities,
  logins,
  start,
  memory,
  vault,
  unifi,
} satisfies Record<string, (bench: Bench, form: Form, speed: MachineSpeed) => Promise<Figure[]>>;

type CaseName = keyof typeof cases;

const isCase = (name: string): name is CaseName => Object.hasOwn(cases, name);

const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  node: process.version,
  load: loadavg()[0],
});

/** The servers run in process groups of their own: nobody else stops them. */
function closeOnSignal(bench: Bench): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.close().finally(() => process.exit(1)));
  }
}

async function measureAll(names: readonly CaseName[], form: Form): Promise<{ speed: MachineSpeed; figures: Figure[] }> {
  const bench = await Bench.open();
  closeOnSignal(bench);
  const figures: Figure[] = [];
  try {
    const speed = await machineSpeed(bench, form);
    for (const name of names) {
      process.stderr.write(`${name} ...\n`);
      figures.push(...(await cases[name](bench, form, speed)));
    }
    return { speed, figures };
  } finally {
    await bench.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { short: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
  const form = values.short ? short : long;
  const names = (values.only ?? Object.keys(cases)).filter(isCase);
  if (names.length === 0) throw new Error(`${USAGE}Cases: ${Object.keys(cases).join(', ')}`);
  const before = machine();
  const { speed, figures } = await measureAll(names, form);
  const measuredOn = { ...before, timesTheReference: speed };
  const file = join(tmpdir(), `switchyard-perf-${form.name}.json`);
  await writeFile(file, JSON.stringify({ form: form.name, machine: measuredOn, figures }, null, 2));
  process.stdout.write(`${JSON.stringify(measuredOn)}\n\n${table(figures, { form, speed })}\n\nAs JSON: ${file}\n`);
  if (figures.some((figure) => misses(figure, { form, speed }))) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
