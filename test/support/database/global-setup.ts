import { startTestServer } from './embedded-server';
import { announceServer, findServer } from './server';
import { dropOldTemplates, ensureTemplate } from './template';
import { dropLeftovers } from './test-database';

const TEMPLATE_MAX_AGE = '1 day';

/** Finds or starts the PostgreSQL of this run and makes its template, before the workers fork. */
export default async function setup(): Promise<void> {
  const admin = (await findServer()) ?? (await startTestServer());
  announceServer(admin);
  await dropLeftovers(admin);
  await dropOldTemplates(admin, TEMPLATE_MAX_AGE);
  await ensureTemplate(admin);
}
