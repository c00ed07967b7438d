import type { SurfaceName } from '../surfaces';
import type { AssetName, Assets } from './assets';
import { StaticContent } from './static-content';

/** `reference` reads (Redoc), `console` tries operations out (Swagger UI). */
export type PageKind = 'reference' | 'console';

const LABELS: Readonly<Record<SurfaceName, string>> = {
  optima: 'Optima',
  liberty: 'Liberty',
  flowfuse: 'FlowFuse',
  ecoflow: 'EcoFlowJS',
  beaver: 'Beaver IoT',
};

interface PageDefinition {
  readonly path: string;
  readonly title: string;
  readonly styles: readonly AssetName[];
  readonly scripts: readonly AssetName[];
}

const PAGES: Readonly<Record<PageKind, PageDefinition>> = {
  reference: {
    path: '/api',
    title: 'API reference',
    styles: ['page.css'],
    scripts: ['redoc.js', 'redoc-page.js'],
  },
  console: {
    path: '/api/test',
    title: 'API console',
    styles: ['swagger-ui.css', 'page.css'],
    scripts: ['swagger-ui.js', 'swagger-page.js'],
  },
};

const isSurface = (name: unknown): name is SurfaceName => typeof name === 'string' && Object.hasOwn(LABELS, name);

const link = (href: string, label: string, isCurrent: boolean): string =>
  `<a href="${href}"${isCurrent ? ' aria-current="page"' : ''}>${label}</a>`;

function surfaceLinks(path: string, current: SurfaceName | undefined): string {
  const links = Object.entries(LABELS).map(([name, label]) => link(`${path}?surface=${name}`, label, name === current));
  return [link(path, 'All', current === undefined), ...links].join('\n        ');
}

function render(kind: PageKind, surface: SurfaceName | undefined, assets: Assets): string {
  const { path, title, styles, scripts } = PAGES[kind];
  const document = surface ? `/api/openapi/${surface}.json` : '/api/openapi.json';
  const query = surface ? `?surface=${surface}` : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Switchyard ${title}${surface ? `: ${LABELS[surface]}` : ''}</title>
    <link rel="icon" href="${assets.urlOf('favicon.svg')}" type="image/svg+xml">
    ${styles.map((name) => `<link rel="stylesheet" href="${assets.urlOf(name)}">`).join('\n    ')}
    ${scripts.map((name) => `<script defer src="${assets.urlOf(name)}"></script>`).join('\n    ')}
  </head>
  <body>
    <header class="page-bar">
      <strong>Switchyard</strong>
      <nav aria-label="Pages">
        ${link(`/api${query}`, 'Reference', kind === 'reference')}
        ${link(`/api/test${query}`, 'Console', kind === 'console')}
      </nav>
      <nav aria-label="Contracts">
        ${surfaceLinks(path, surface)}
      </nav>
      <a class="page-document" href="${document}">OpenAPI document</a>
    </header>
    <noscript>This page needs JavaScript. The <a href="${document}">OpenAPI document</a> does not.</noscript>
    <main id="documentation" data-document="${document}"></main>
  </body>
</html>
`;
}

/** The two pages, each for everything served or for one surface. Rendered once per choice. */
export class Pages {
  private readonly rendered = new Map<string, StaticContent>();

  constructor(private readonly assets: Assets) {}

  /** @param choice the `surface` of the query; anything but a surface shows everything */
  get(kind: PageKind, choice: unknown): StaticContent {
    const surface = isSurface(choice) ? choice : undefined;
    const key = `${kind} ${surface ?? ''}`;
    const known = this.rendered.get(key);
    if (known) return known;
    const page = new StaticContent(render(kind, surface, this.assets), 'text/html; charset=utf-8');
    this.rendered.set(key, page);
    return page;
  }
}
