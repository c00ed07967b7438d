import type { Actor } from '@app/kernel';
import type { Request } from 'express';
import type { Dialect, Surface } from '../surfaces/surface';
import type { RouteSpec } from '../routing/route-spec';

/** What is known about a request before and while it is routed. */
export interface RequestMark {
  readonly requestId: string;
  readonly surface: Surface;
  readonly dialect: Dialect;
  /** Set by the guard. */
  route?: RouteSpec;
  /** Set by the guard: whoever acts, also when nobody is signed in. */
  actor?: Actor;
}

export type MarkedRequest = Request & { mark: RequestMark };
