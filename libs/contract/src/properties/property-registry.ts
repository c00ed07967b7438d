import 'reflect-metadata';
import type { Type } from '@nestjs/common';

/** How a declared property is read from what a client sent. */
export interface DeclaredProperty {
  readonly name: string;
  /** `number` and `boolean` are parsed from text where the source is a query string. */
  readonly reads: 'text' | 'number' | 'boolean' | 'value';
  readonly list: boolean;
  readonly nested?: () => Type<object>;
}

const DECLARED = Symbol('contract:properties');

/** Adds a property to the class that declares it. Subclasses inherit. */
export function declareProperty(prototype: object, property: DeclaredProperty): void {
  const inherited = (Reflect.getMetadata(DECLARED, prototype) as DeclaredProperty[] | undefined) ?? [];
  const others = inherited.filter(({ name }) => name !== property.name);
  Reflect.defineMetadata(DECLARED, [...others, property], prototype);
}

/** The properties of a DTO class, or undefined for a class that declares none. */
export const propertiesOf = (type: Type<object>): readonly DeclaredProperty[] | undefined =>
  Reflect.getMetadata(DECLARED, type.prototype as object) as DeclaredProperty[] | undefined;
