import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { declareProperty, type DeclaredProperty } from './property-registry';
import { IsStorable } from './storable';

interface CommonOptions {
  description?: string;
  example?: unknown;
  /** The key may be absent. */
  optional?: boolean;
  /** The value may be null. */
  nullable?: boolean;
}

interface TextOptions extends CommonOptions {
  min?: number;
  max?: number;
  pattern?: RegExp;
  /** OpenAPI format of the documented schema, e.g. `uri`, `password`. */
  format?: string;
}

interface NumberOptions extends CommonOptions {
  min?: number;
  max?: number;
}

interface ListOptions extends CommonOptions {
  min?: number;
  max?: number;
  /** The schema of an item: another property kind's options. */
  each?: { min?: number; max?: number; pattern?: RegExp; format?: string };
}

type Reads = Pick<DeclaredProperty, 'reads'> & Partial<Pick<DeclaredProperty, 'list' | 'nested'>>;

/** One declaration per field: its schema, its validators, and how it is read. */
function property(
  options: CommonOptions,
  reads: Reads,
  schema: object,
  validators: PropertyDecorator[],
): PropertyDecorator {
  const { description, example, optional = false, nullable = false } = options;
  const isChecked = (_: object, value: unknown) => !(optional && value === undefined) && !(nullable && value === null);
  return (target, key) => {
    const name = String(key);
    declareProperty(target, { list: false, ...reads, name });
    const documented = {
      ...schema,
      required: !optional,
      ...(nullable && { nullable }),
      ...(description && { description }),
      ...(example !== undefined && { example }),
    };
    ApiProperty(documented)(target, key);
    ValidateIf((object: Record<string, unknown>) => isChecked(object, object[name]))(target, key);
    for (const validator of validators) validator(target, key);
  };
}

const textValidators = ({ min, max, pattern }: TextOptions, each = false): PropertyDecorator[] => [
  IsString({ each }),
  IsStorable({ each }),
  ...(min === undefined ? [] : [MinLength(min, { each })]),
  ...(max === undefined ? [] : [MaxLength(max, { each })]),
  ...(pattern === undefined ? [] : [Matches(pattern, { each, message: `$property must match ${pattern.source}` })]),
];

const textSchema = ({ min, max, pattern, format }: TextOptions) => ({
  type: 'string',
  ...(min !== undefined && { minLength: min }),
  ...(max !== undefined && { maxLength: max }),
  ...(pattern && { pattern: pattern.source }),
  ...(format && { format }),
});

const rangeSchema = ({ min, max }: NumberOptions) => ({
  ...(min !== undefined && { minimum: min }),
  ...(max !== undefined && { maximum: max }),
});

const rangeValidators = ({ min, max }: NumberOptions, each = false): PropertyDecorator[] => [
  ...(min === undefined ? [] : [Min(min, { each })]),
  ...(max === undefined ? [] : [Max(max, { each })]),
];

export const Text = (options: TextOptions = {}): PropertyDecorator =>
  property(options, { reads: 'text' }, textSchema(options), textValidators(options));

export const Email = (options: CommonOptions = {}): PropertyDecorator =>
  property(options, { reads: 'text' }, { type: 'string', format: 'email', maxLength: 254 }, [
    ...textValidators({ max: 254 }),
    IsEmail(),
  ]);

export const Integer = (options: NumberOptions = {}): PropertyDecorator =>
  property(options, { reads: 'number' }, { type: 'integer', ...rangeSchema(options) }, [
    IsInt(),
    ...rangeValidators(options),
  ]);

export const Decimal = (options: NumberOptions = {}): PropertyDecorator =>
  property(options, { reads: 'number' }, { type: 'number', ...rangeSchema(options) }, [
    IsNumber({ allowNaN: false, allowInfinity: false }),
    ...rangeValidators(options),
  ]);

export const Flag = (options: CommonOptions = {}): PropertyDecorator =>
  property(options, { reads: 'boolean' }, { type: 'boolean' }, [IsBoolean()]);

/** An instant, as ISO 8601 text. */
export const Moment = (options: CommonOptions = {}): PropertyDecorator =>
  property(options, { reads: 'text' }, { type: 'string', format: 'date-time' }, [IsISO8601({ strict: true })]);

/** Where a page goes on, as the answer of the page before said. */
export const Cursor = (): PropertyDecorator =>
  Text({
    optional: true,
    min: 1,
    max: 200,
    pattern: /^[A-Za-z0-9_-]+$/,
    description: '`meta.nextCursor` of the page before.',
  });

/** One of a fixed set of texts or numbers. */
export const Choice = (values: readonly (string | number)[], options: CommonOptions = {}): PropertyDecorator => {
  const isNumeric = typeof values[0] === 'number';
  const schema = { type: isNumeric ? 'integer' : 'string', enum: [...values] };
  return property(options, { reads: isNumeric ? 'number' : 'text' }, schema, [IsIn([...values])]);
};

/** Swagger knows a function that gives the class from the class itself by the name `type`. */
const lazy = (of: () => Type<object>) => ({ type: () => of() });

/** A list of texts, of whole numbers or of DTOs. */
export const ListOf = (
  item: 'text' | 'integer' | (() => Type<object>),
  options: ListOptions = {},
): PropertyDecorator => {
  const { min, max, each = {} } = options;
  const bounds = [
    IsArray(),
    ...(min === undefined ? [] : [ArrayMinSize(min)]),
    ...(max === undefined ? [] : [ArrayMaxSize(max)]),
  ];
  const sizes = { ...(min !== undefined && { minItems: min }), ...(max !== undefined && { maxItems: max }) };
  if (item === 'text') {
    const schema = { type: 'array', items: textSchema(each), ...sizes };
    return property(options, { reads: 'value', list: true }, schema, [...bounds, ...textValidators(each, true)]);
  }
  if (item === 'integer') {
    const schema = { type: 'array', items: { type: 'integer', ...rangeSchema(each) }, ...sizes };
    const validators = [...bounds, IsInt({ each: true }), ...rangeValidators(each, true)];
    return property(options, { reads: 'value', list: true }, schema, validators);
  }
  const schema = { ...lazy(item), isArray: true, ...sizes };
  return property(options, { reads: 'value', list: true, nested: item }, schema, [
    ...bounds,
    ValidateNested({ each: true }),
  ]);
};

export const Nested = (type: () => Type<object>, options: CommonOptions = {}): PropertyDecorator =>
  property(options, { reads: 'value', nested: type }, lazy(type), [IsObject(), ValidateNested()]);

/** An open JSON value with the given schema; its depth is bounded and U+0000 refused. */
export const FreeForm = (schema: Record<string, unknown>, options: CommonOptions = {}): PropertyDecorator =>
  property(options, { reads: 'value' }, schema, [IsDefined(), IsStorable()]);
