import type { Type } from '@nestjs/common';

/** How a declared property is read from what a client sent. */
export interface DeclaredProperty {
  readonly name: string;
  /** `number` and `boolean` are parsed from text where the source is a query string. */
  readonly reads: 'text' | 'number' | 'boolean' | 'value';
  readonly list: boolean;
  readonly nested?: () => Type<object>;
}

/** By prototype of the class that declares them, with those that it inherits. */
const declared = new WeakMap<object, readonly DeclaredProperty[]>();

/** Adds a property to the class that declares it. Subclasses inherit. */
export function declareProperty(prototype: object, property: DeclaredProperty): void {
  const others = (declaredFor(prototype) ?? []).filter(({ name }) => name !== property.name);
  declared.set(prototype, [...others, property]);
}

function declaredFor(prototype: object): readonly DeclaredProperty[] | undefined {
  for (let each: object | null = prototype; each; each = Object.getPrototypeOf(each) as object | null) {
    const properties = declared.get(each);
    if (properties) return properties;
  }
  return undefined;
}

/** The properties of a DTO class, or undefined for a class that declares none. */
export const propertiesOf = (type: Type<object>): readonly DeclaredProperty[] | undefined =>
  declaredFor(type.prototype as object);
