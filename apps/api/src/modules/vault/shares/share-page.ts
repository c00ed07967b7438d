import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Answer } from '@app/contract';
import type { PageAsset } from '../../../http/page-assets';

const SCRIPT_PATH = '/assets/share.js';
const STYLE_PATH = '/assets/share.css';

const file = (name: string): string => readFileSync(join(__dirname, 'browser', name), 'utf8');

/** Served by us: the page loads and asks nothing else. */
export const sharePageAssets: Readonly<Record<string, PageAsset>> = {
  [SCRIPT_PATH]: { type: 'text/javascript', content: file('share-page.js') },
  [STYLE_PATH]: { type: 'text/css', content: file('share-page.css') },
};

const PAGE = file('share-page.html');

/** Nothing from elsewhere, nothing inline, no frame around it; the icon keeps browsers from asking for one. */
const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", 'img-src data:'],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

/** The same for every link: it says nothing of whether there is anything behind one. */
export const sharePage = (): Answer<string> =>
  new Answer(PAGE)
    .header('Cache-Control', 'no-store')
    .header('Content-Security-Policy', POLICY)
    .header('Referrer-Policy', 'no-referrer')
    .header('X-Robots-Tag', 'noindex, nofollow');
