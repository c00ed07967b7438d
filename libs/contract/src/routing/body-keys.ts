import type { Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { propertiesOf } from '../properties/property-registry';

type Arguments = Readonly<Record<string, { readonly index: number }>>;

/** The keys that a handler's body DTO declares: what a client can write through the route. */
export function bodyKeysOf(prototype: object, handler: string | symbol): readonly string[] {
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, handler) as Arguments | undefined;
  const types = Reflect.getMetadata('design:paramtypes', prototype, handler) as Type<object>[] | undefined;
  return Object.entries(declared ?? {})
    .filter(([name]) => name.startsWith(`${RouteParamtypes.BODY}:`))
    .flatMap(([, { index }]) => types?.[index] ?? [])
    .flatMap((type) => propertiesOf(type) ?? [])
    .map(({ name }) => name);
}
