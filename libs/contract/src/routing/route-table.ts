import { Injectable, type INestApplicationContext, type OnModuleInit, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Surface } from '../surfaces/surface';
import { routeSpecOf } from './route.decorator';
import type { RouteSpec } from './route-spec';
import type { ControllerSpec } from './controller-spec';
import { controllerSpecOf } from './surface-controller.decorator';

/** One route as it is served. */
export interface ServedRoute {
  readonly surface: Surface;
  readonly spec: RouteSpec;
  /** `RolesOptimaController.fetch`. */
  readonly handler: string;
  /** Full Express path at the documented mount, e.g. `/v1/role/:identifier`. */
  readonly path: string;
}

interface Matcher extends ServedRoute {
  readonly pattern: RegExp;
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (path: string): RegExp => {
  const source = path.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : escape(segment)));
  return new RegExp(`^${source.join('/')}/?$`, 'i');
};

const pathOf = ({ surface, path }: ControllerSpec, spec: RouteSpec): string =>
  [surface.prefix, path, spec.path]
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .reduce((full, part) => (part ? `${full}/${part}` : full), '');

/** Every route of the process. Building it proves that each one declares its access: one that does not stops the start. */
@Injectable()
export class RouteTable implements OnModuleInit {
  private matchers: Matcher[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** The table of an application that may be a preview, whose providers are never constructed. */
  static of(app: INestApplicationContext): RouteTable {
    const table = new RouteTable(new DiscoveryService(app.get(ModulesContainer)), new MetadataScanner());
    table.onModuleInit();
    return table;
  }

  onModuleInit(): void {
    this.matchers = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? this.routesOf(metatype as Type<object>) : []));
  }

  routes(): readonly ServedRoute[] {
    return this.matchers;
  }

  /** Upper-case methods that a path answers on a surface; empty for an unknown path. */
  methodsOf(surface: Surface, path: string): string[] {
    const methods = this.matchers
      .filter((route) => route.surface === surface && route.pattern.test(path))
      .map(({ spec }) => spec.method.toUpperCase());
    return [...new Set(methods)].sort();
  }

  private routesOf(controller: Type<object>): Matcher[] {
    const prototype = controller.prototype as Record<string, () => unknown>;
    const handlers = this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name] as object));
    return handlers.map((name) => this.routeOf(controller, name, prototype[name] as () => unknown));
  }

  private routeOf(controller: Type<object>, name: string, handler: () => unknown): Matcher {
    const controllerSpec = controllerSpecOf(controller);
    const spec = routeSpecOf(handler);
    if (!controllerSpec || !spec) {
      throw new Error(
        `${controller.name}.${name} must be declared with @SurfaceController and @Route, which state its access`,
      );
    }
    const path = pathOf(controllerSpec, spec);
    return {
      surface: controllerSpec.surface,
      spec,
      handler: `${controller.name}.${name}`,
      path,
      pattern: patternOf(path),
    };
  }
}
