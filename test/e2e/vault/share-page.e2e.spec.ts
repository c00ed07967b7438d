import type { IncomingMessage } from 'node:http';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make } from '../../support/make';
import { launchChromium, openWatched, type WatchedPage } from '../docs/chromium';
import type { ShareLink } from './share-link';

// A browser on a busy machine.
jest.setTimeout(90_000);

const PASSWORD = 'Lovelace <b>1815</b> & "ü"';
const CONSOLE_404 = 'console: Failed to load resource: the server responded with a status of 404 (Not Found)';

let app: TestApp;
let admin: TestUser;
let browser: Browser;
let credentialId: string;
/** Method, URL and headers of every request, as they came over the wire. */
const received: string[] = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchChromium()]);
  app.nest
    .getHttpServer()
    .prependListener('request', ({ method, url, rawHeaders }: IncomingMessage) =>
      received.push([method, url, ...rawHeaders].join(' ')),
    );
  admin = await app.actor('*');
  const { id: companyId } = await make.company(app);
  const { id: typeId } = await make.credentialType(admin.agent);
  const values = { username: 'ada', password: PASSWORD };
  credentialId = (await make.credential(admin.agent, { name: 'Core switch', typeId, companyId, values })).id;
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function share(): Promise<ShareLink> {
  const body = { fields: ['username', 'password'], note: 'For the move on Friday' };
  const path = `/v1/credential/credentials/${credentialId}/shares`;
  return (await admin.agent.post<{ data: ShareLink }>(path).send(body).expect(201)).body.data;
}

const open = (): Promise<WatchedPage> => openWatched(browser, app.url);
const posts = () => received.filter((line) => line.startsWith('POST /v1/credential/share/'));

it('shows the values after a click, once, and the server never learns the secret', async () => {
  const link = await share();
  const secret = new URL(link.url).hash.slice(1);
  received.length = 0;
  const { page, problems } = await open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url });
  const sent: (string | null)[] = [];
  page.on('request', (request) => sent.push(request.postData()));

  await page.goto(link.url);
  const reveal = page.getByRole('button', { name: 'Reveal' });
  await reveal.waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/Lovelace|ada|Core switch|Friday/);
  expect(posts()).toEqual([]);

  await reveal.click();
  await page.getByText(PASSWORD, { exact: true }).waitFor();
  expect(await page.locator('dt').allInnerTexts()).toEqual(['User name', 'Password']);
  expect(await page.locator('dd pre').allInnerTexts()).toEqual(['ada', PASSWORD]);
  expect(await page.getByRole('heading').innerText()).toBe('Core switch');
  expect(await page.locator('#note').innerText()).toBe('For the move on Friday');
  await page.getByRole('button', { name: 'Copy Password' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(PASSWORD);
  expect(page.url()).not.toContain(secret);

  await page.reload();
  await page.getByText('There is nothing behind this link any more').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('Lovelace');
  expect(problems).toEqual([]);

  expect(posts()).toHaveLength(1);
  for (const text of [...received, ...sent, ...app.log]) expect(text ?? '').not.toContain(secret);
});

it('says of a link that somebody else opened that it is used up', async () => {
  const link = await share();
  const [first, second] = [await open(), await open()];
  for (const { page } of [first, second]) await page.goto(link.url);
  await first.page.getByRole('button', { name: 'Reveal' }).click();
  await first.page.getByText(PASSWORD, { exact: true }).waitFor();
  await second.page.getByRole('button', { name: 'Reveal' }).click();
  await second.page.getByText('There is nothing behind this link any more').waitFor();
  expect(first.problems).toEqual([]);
  expect(second.problems.filter((problem) => problem !== CONSOLE_404)).toEqual([
    `404 ${app.url}/v1/credential/share/${link.id}`,
  ]);
});

it.each([
  ['', 'This link is not complete'],
  ['#cut-off', 'This link is not complete'],
  ['#opened', 'There is nothing behind this link any more'],
])('asks the server for nothing when the fragment is %j', async (hash, text) => {
  const link = await share();
  received.length = 0;
  const { page, problems } = await open();
  await page.goto(link.url.replace(/#.*/, hash));
  await page.getByText(text).waitFor();
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  expect([posts(), problems]).toEqual([[], []]);
});

it('says so where the browser may not decrypt, and uses nothing up', async () => {
  const link = await share();
  received.length = 0;
  const { page, problems } = await open();
  await page.addInitScript(`Object.defineProperty(window, 'isSecureContext', { value: false })`);
  await page.goto(link.url);
  await page.getByText('This page was not opened over a secure connection').waitFor();
  expect([posts(), problems]).toEqual([[], []]);
});

it('keeps the link when the server cannot be reached', async () => {
  const link = await share();
  const { page } = await open();
  await page.goto(link.url);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Reveal' }).click();
  await page.getByRole('alert').getByText('Try again').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Reveal' }).click();
  await page.getByText(PASSWORD, { exact: true }).waitFor();
});
