import type { NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { CLOSING_SCRIPT, CLOSING_SCRIPT_PATH, STYLE, STYLE_PATH } from './sign-in-pages';

interface Asset {
  readonly type: string;
  readonly content: string;
}

const assets = new Map<string, Asset>([
  [CLOSING_SCRIPT_PATH, { type: 'text/javascript', content: CLOSING_SCRIPT }],
  [STYLE_PATH, { type: 'text/css', content: STYLE }],
]);

export const assetPaths = [...assets.keys()];

/** The two files that the sign-in pages load. They belong to no contract. */
export class SignInAssets implements NestMiddleware<Request, Response> {
  use(request: Request, response: Response, next: NextFunction): void {
    const asset = assets.get(request.baseUrl + request.path.replace(/\/$/, ''));
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    response.type(asset.type).set('Cache-Control', 'public, max-age=3600').send(asset.content);
  }
}
