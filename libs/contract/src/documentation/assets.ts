import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { StaticContent } from './static-content';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Redoc would fetch its logo from its vendor's server. */
const FOREIGN_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const NO_LOGO = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

const own = (name: string): string => join(__dirname, 'browser', name);

const FILES = {
  'redoc.js': require.resolve('redoc/bundles/redoc.standalone.js'),
  'redoc-page.js': own('redoc-page.js'),
  'swagger-ui.js': require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'swagger-ui.css': require.resolve('swagger-ui-dist/swagger-ui.css'),
  'swagger-page.js': own('swagger-page.js'),
  'page.css': own('page.css'),
  'favicon.svg': own('favicon.svg'),
} as const;

/** What the pages load besides themselves. */
export type AssetName = keyof typeof FILES;

/** The files of the documentation pages, read when first asked for. Their URLs change with their content. */
export class Assets {
  private readonly contents = new Map<AssetName, StaticContent>();

  /** @param folder URL path below which {@link find} is served */
  constructor(private readonly folder: string) {}

  get(name: AssetName): StaticContent {
    const known = this.contents.get(name);
    if (known) return known;
    const file = FILES[name];
    const text = readFileSync(file, 'utf8').replaceAll(FOREIGN_LOGO, NO_LOGO);
    const content = new StaticContent(text, MEDIA_TYPES[extname(file)] ?? 'application/octet-stream');
    this.contents.set(name, content);
    return content;
  }

  /** `/folder/<hash>/redoc.js` */
  urlOf(name: AssetName): string {
    return `${this.folder}/${this.get(name).hash}/${name}`;
  }

  /** The content that {@link urlOf} named; undefined for another name or an earlier content. */
  find(hash: string, name: string): StaticContent | undefined {
    if (!Object.hasOwn(FILES, name)) return undefined;
    const content = this.get(name as AssetName);
    return content.hash === hash ? content : undefined;
  }
}
