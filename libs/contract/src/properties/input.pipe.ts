import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import { propertiesOf } from './property-registry';
import { validateInput } from './validate-input';

/** Validates bodies and queries that are DTO classes, and path parameters for characters no identifier can have. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'param') return pathParameter(value, data ?? '');
    if (type === 'custom' || !metatype) return value;
    const dto = metatype as Type<object>;
    return propertiesOf(dto) ? validateInput(dto, value, type) : value;
  }
}

const MAX_PATH_PARAMETER = 512;

function pathParameter(value: unknown, name: string): unknown {
  if (typeof value === 'string' && (value.includes('\u0000') || value.length > MAX_PATH_PARAMETER)) {
    throw CommonError.validation({
      issues: [{ path: ['params', name], message: `${name} is not a valid identifier` }],
    });
  }
  return value;
}
