import type { Browser, Page } from 'playwright-core';
import { surfaces } from '@app/contract';
import { startTestApp, type TestApp } from '../../support/app';
import { until } from '../../support/until';
import { launchChromium, openWatched, type WatchedPage } from './chromium';

// A browser draws large pages here, perhaps on a busy machine.
jest.setTimeout(90_000);

let app: TestApp;
let browser: Browser;
let operations: Record<string, string[]>;

interface ServedDocument {
  paths: Record<string, Record<string, { operationId: string }>>;
}

async function operationsOf(surface: string): Promise<string[]> {
  const response = await fetch(`${app.url}/api/openapi/${surface}.json`);
  const { paths } = (await response.json()) as ServedDocument;
  return Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
}

const open = (): Promise<WatchedPage> => openWatched(browser, app.url);

/** Swagger UI keeps of a long page only what is near the window: what it shows is found by scrolling through it. */
async function operationsShown(page: Page): Promise<Set<string>> {
  const shown = new Set<string>();
  await page.locator('.opblock').first().waitFor();
  const look = async () => {
    const ids = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => String(id)));
    for (const id of ids) shown.add(id.slice(id.lastIndexOf('-') + 1));
    return page.evaluate(
      `(() => { const before = scrollY; scrollBy(0, innerHeight / 2); return scrollY > before; })()`,
    );
  };
  await until(async () => !(await look()), { what: 'the end of the page', deadlineMs: 60_000 });
  return shown;
}

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchChromium()]);
  const names = Object.keys(surfaces);
  operations = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await operationsOf(name)] as const)),
  );
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

it('Redoc shows every operation of the five contracts, with what this server sends', async () => {
  const { page, problems } = await open();
  await page.goto(`${app.url}/api`);
  const all = Object.values(operations).flat();
  for (const ofOne of Object.values(operations)) expect(ofOne.length).toBeGreaterThan(0);
  await page
    .locator(`[id$="operation/${all.at(-1)!}"]`)
    .first()
    .waitFor();
  const shown = await page
    .locator('[id*="operation/"]')
    .evaluateAll((nodes) => nodes.map(({ id }) => id.replace(/^.*operation\//, '')));
  expect(shown).toEqual(expect.arrayContaining(all));
  expect(await page.title()).toBe('Switchyard API reference');
  expect(problems).toEqual([]);
});

it('Redoc finds an operation by its summary', async () => {
  const { page, problems } = await open();
  await page.goto(`${app.url}/api?surface=optima`);
  await page.getByRole('textbox', { name: /search/i }).fill('teapot');
  await page.locator('[data-role="search:results"] li').first().waitFor();
  expect(problems).toEqual([]);
});

it('the switch shows one contract', async () => {
  const { page, problems } = await open();
  await page.goto(`${app.url}/api/test`);
  await page.getByRole('link', { name: 'EcoFlowJS', exact: true }).click();
  expect(new URL(page.url()).search).toBe('?surface=ecoflow');
  expect([...(await operationsShown(page))].sort()).toEqual([...operations.ecoflow!].sort());
  expect(problems).toEqual([]);
});

it('Swagger UI shows every operation of the five contracts', async () => {
  const { page, problems } = await open();
  await page.goto(`${app.url}/api/test`);
  expect([...(await operationsShown(page))].sort()).toEqual(Object.values(operations).flat().sort());
  expect(problems).toEqual([]);
});

it('Swagger UI signs in and sends a request', async () => {
  const { token } = await app.actor('user.read');
  const { page, problems } = await open();
  await page.goto(`${app.url}/api/test?surface=optima`);

  await page.locator('.scheme-container .authorize').click();
  await page.locator('.auth-container input').fill(token);
  await page.locator('.modal-ux .auth-btn-wrapper .authorize').click();
  await page.locator('.modal-ux .btn-done').click();

  const operation = page.locator('.opblock', { has: page.locator('[data-path="/v1/user/@me"]') }).first();
  await until(
    async () => {
      if ((await operation.count()) > 0) return true;
      await page.evaluate('scrollBy(0, innerHeight / 2)');
      return false;
    },
    { what: 'the operation to come near the window', deadlineMs: 60_000 },
  );
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  const answered = page.waitForResponse(`${app.url}/v1/user/@me`);
  await operation.getByRole('button', { name: 'Execute' }).click();
  const answer = await answered;
  expect(answer.request().headers().authorization).toBe(`Bearer ${token}`);
  expect(answer.status()).toBe(200);
  await operation.locator('.live-responses-table .response-col_status', { hasText: '200' }).first().waitFor();
  expect(problems).toEqual([]);
});
