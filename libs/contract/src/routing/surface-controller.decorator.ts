import { applyDecorators, Controller, type Type } from '@nestjs/common';
import type { Surface } from '../surfaces/surface';
import type { ControllerSpec, SurfaceControllerOptions } from './controller-spec';
import { documentRoute } from '../documents/document-route';
import { routeSpecOf } from './route.decorator';

/** By class: looked up for every request. */
const controllers = new WeakMap<object, ControllerSpec>();

const handlersOf = (prototype: object): [string, PropertyDescriptor][] =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(
    ([name, { value }]) => name !== 'constructor' && typeof value === 'function',
  );

/** A controller that answers in one surface: sets the prefix, and documents each of its routes in that surface's shapes. */
export const SurfaceController = (surface: Surface, options: SurfaceControllerOptions): ClassDecorator => {
  const spec: ControllerSpec = { surface, ...options };
  return applyDecorators(
    (target: object) => {
      const controller = target as Type<object>;
      controllers.set(controller, spec);
      for (const [name, descriptor] of handlersOf(controller.prototype as object)) {
        const route = routeSpecOf(descriptor.value as () => unknown);
        if (route) documentRoute(spec, route)(controller.prototype as object, name, descriptor);
      }
    },
    Controller([surface.prefix, options.path].filter(Boolean).join('/')),
  );
};

export const controllerSpecOf = (controller: object): ControllerSpec | undefined => controllers.get(controller);
