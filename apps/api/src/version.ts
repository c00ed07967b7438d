import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const UP_TO_ROOT = ['../../..', '../../../..'];

/** Sources and their compiled copies in dist/ stand at different depths below package.json. */
function readVersion(): string {
  for (const up of UP_TO_ROOT) {
    try {
      const text = readFileSync(join(__dirname, up, 'package.json'), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      continue;
    }
  }
  throw new Error('package.json was not found above the application');
}

/** The version of the product, as package.json states it. */
export const version = readVersion();
