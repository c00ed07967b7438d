import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Run {
  patterns?: string[];
  project?: string;
  called: string[];
}

const reporter = pathToFileURL(path.resolve(__dirname, '../../support/agent/coverage-reporter.mjs')).href;

const SCRIPT = `
import { writeFileSync } from 'node:fs';
const { default: Reporter } = await import(process.argv[1]);
const { patterns, project, called } = JSON.parse(process.argv[2]);
const reporter = new Reporter({ testPathPatterns: { patterns } });
reporter.onRunStart();
const folder = process.env.CONTRACT_COVERAGE_DIR;
writeFileSync(folder + '/operations.txt', 'optima GET /v1/a\\noptima PUT /v1/a\\nbeaver GET /user');
called.forEach((line, index) => writeFileSync(folder + '/called-' + index + '.txt', line + '\\n'));
console.error = () => undefined;
reporter.onRunComplete(new Set([{ config: { displayName: { name: project } } }]));
console.log(reporter.getLastError()?.message ?? 'passed');
`;

const run = ({ patterns = [], project = 'e2e', called }: Run): string =>
  execFileSync(
    process.execPath,
    ['--input-type=module', '-e', SCRIPT, reporter, JSON.stringify({ patterns, project, called })],
    { encoding: 'utf8' },
  ).trim();

describe('the coverage reporter', () => {
  const some = ['optima GET /v1/a', 'beaver GET /user'];

  it('fails a full end-to-end run that left an operation out, and names it', () => {
    expect(run({ called: some })).toBe('Operations that no test called:\n  optima PUT /v1/a');
  });

  it('passes when several workers called everything between them', () => {
    expect(run({ called: [...some, 'optima PUT /v1/a'] })).toBe('passed');
  });

  it('lets a run of chosen files or of other suites pass', () => {
    expect(run({ called: some, patterns: ['roles'] })).toBe('passed');
    expect(run({ called: some, project: 'unit' })).toBe('passed');
  });
});
