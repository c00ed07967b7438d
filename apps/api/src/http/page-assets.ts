import type { RequestHandler } from 'express';

/** A file that a page of ours loads. */
export interface PageAsset {
  readonly type: string;
  readonly content: string;
}

/** Serves files by their paths. They belong to no contract. Browsers ask whether they still have the current ones. */
export function pageAssets(assets: Readonly<Record<string, PageAsset>>): RequestHandler {
  return (request, response, next) => {
    const path = (request.baseUrl + request.path).replace(/\/$/, '');
    const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) next();
    else response.type(asset.type).set('Cache-Control', 'no-cache').send(asset.content);
  };
}
