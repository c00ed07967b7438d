import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Browser, type Page } from 'playwright-core';

const STEP_TIMEOUT_MS = 20_000;
const VIEWPORT = { width: 1280, height: 900 };

/** A page that may reach one origin only, and what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors (CSP violations are among them), uncaught errors, requests elsewhere and failed answers. */
  readonly problems: string[];
}

/** The browser of the npm package; it runs as root, so without its own sandbox. */
export async function launchChromium(): Promise<Browser> {
  return launcher.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
}

export async function openWatched(browser: Browser, origin: string): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  // Shorter than a test may take, so that a failure names the step.
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (new URL(url).origin === origin) return route.continue();
    problems.push(`request to ${url}`);
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  return { page, problems };
}
