import type * as Contract from '@contract/optima';
import { assertSame, Choice, Flag, Integer, ListOf, Moment, Text } from '@app/contract';
import { VALUE_TYPES, type FieldDefinition, type ValueType } from './field-definition';

const name = { min: 1, max: 120, description: 'Unique, whatever its case; it does not look like an id.' };
const permissionScope = { min: 1, max: 120, pattern: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/ };
const icon = { max: 2048, nullable: true, optional: true };
const fields = { min: 1, max: 100 };

export class FieldDefinitionDto implements Contract.FieldDefinition {
  @Text({ pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/ })
  id: string;

  @Text({ min: 1, max: 120 })
  name: string;

  @Flag()
  required: boolean;

  @Flag()
  secure: boolean;

  @Choice(VALUE_TYPES)
  valueType: ValueType;

  @ListOf(() => FieldDefinitionDto, { optional: true, max: 100 })
  subFields?: FieldDefinitionDto[];
}

export class CredentialTypeCreateDto implements Contract.CredentialTypeCreate {
  @Text(name)
  name: string;

  @Text(permissionScope)
  permissionScope: string;

  @Text(icon)
  icon?: string | null;

  @ListOf(() => FieldDefinitionDto, fields)
  fields: FieldDefinitionDto[];
}

export class CredentialTypeUpdateDto implements Contract.CredentialTypeUpdate {
  @Text({ ...name, optional: true })
  name?: string;

  @Text({ ...permissionScope, optional: true })
  permissionScope?: string;

  @Text(icon)
  icon?: string | null;

  @ListOf(() => FieldDefinitionDto, { ...fields, optional: true })
  fields?: FieldDefinitionDto[];
}

export class CredentialTypeDto implements Contract.CredentialType {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text()
  permissionScope: string;

  @Text({ nullable: true })
  icon: string | null;

  @ListOf(() => FieldDefinitionDto)
  fields: FieldDefinitionDto[];

  @Integer({ description: 'Without sub-credentials.' })
  credentialCount: number;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

assertSame<FieldDefinitionDto, Contract.FieldDefinition>();
assertSame<CredentialTypeCreateDto, Contract.CredentialTypeCreate>();
assertSame<CredentialTypeUpdateDto, Contract.CredentialTypeUpdate>();
assertSame<CredentialTypeDto, Contract.CredentialType>();

/** A type with how many credentials it has, as its statements read it. */
export interface CredentialTypeRow {
  readonly id: string;
  readonly name: string;
  readonly permissionScope: string;
  readonly icon: string | null;
  readonly fields: FieldDefinition[];
  readonly credentialCount: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const toCredentialTypeDto = ({ createdAt, updatedAt, ...type }: CredentialTypeRow): CredentialTypeDto => ({
  ...type,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export const toCredentialTypeDtos = (types: readonly CredentialTypeRow[]): CredentialTypeDto[] =>
  types.map(toCredentialTypeDto);
