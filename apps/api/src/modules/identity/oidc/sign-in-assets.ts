import type { PageAsset } from '../../../http/page-assets';
import { CLOSING_SCRIPT, CLOSING_SCRIPT_PATH, STYLE, STYLE_PATH } from './sign-in-pages';

/** The two files that the sign-in pages load. */
export const signInAssets: Readonly<Record<string, PageAsset>> = {
  [CLOSING_SCRIPT_PATH]: { type: 'text/javascript', content: CLOSING_SCRIPT },
  [STYLE_PATH]: { type: 'text/css', content: STYLE },
};
