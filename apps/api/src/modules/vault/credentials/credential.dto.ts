import type * as Contract from '@contract/optima';
import { assertSame, Choice, Flag, FreeForm, ListOf, Moment, Nested, Text } from '@app/contract';
import { FieldDefinitionDto, VALUE_TYPES, type ValueType } from '../credential-types';

const fieldValue = {
  oneOf: [
    { type: 'string', nullable: true },
    { type: 'array', items: { type: 'string' } },
  ],
};

export class CredentialFieldDto implements Contract.CredentialField {
  @Text()
  id: string;

  @Text()
  name: string;

  @Flag()
  secure: boolean;

  @Flag()
  required: boolean;

  @Choice(VALUE_TYPES)
  valueType: ValueType;

  @FreeForm(fieldValue)
  value: string | string[] | null;
}

export class SubCredentialFieldDto implements Contract.SubCredentialField {
  @Text()
  id: string;

  @FreeForm(fieldValue)
  value: string | string[] | null;

  @Flag()
  secure: boolean;
}

class EmbeddedCredentialTypeDto implements Contract.EmbeddedCredentialType {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;

  @ListOf(() => FieldDefinitionDto, { optional: true })
  fields?: FieldDefinitionDto[];

  @Text({ optional: true })
  permissionScope?: string;
}

export class EmbeddedCompanyDto implements Contract.EmbeddedCompany {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;
}

class CredentialBaseDto {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  notes: string | null;

  @Text()
  typeId: string;

  @Text()
  companyId: string;

  @Text({ nullable: true })
  subCredentialOfId: string | null;

  @Nested(() => EmbeddedCredentialTypeDto)
  type: EmbeddedCredentialTypeDto;

  @Nested(() => EmbeddedCompanyDto)
  company: EmbeddedCompanyDto;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

/** The answers of PostgreSQL have this shape, see `credential-statements.ts`. */
export class CredentialDto extends CredentialBaseDto implements Contract.Credential {
  @ListOf(() => CredentialFieldDto)
  fields: CredentialFieldDto[];
}

export class SubCredentialDto extends CredentialBaseDto implements Contract.SubCredential {
  @ListOf(() => SubCredentialFieldDto)
  fields: SubCredentialFieldDto[];
}

export class StoredFieldValueDto implements Contract.StoredFieldValue {
  @Text()
  id: string;

  @Text()
  fieldId: string;

  @Text()
  value: string;
}

assertSame<CredentialFieldDto, Contract.CredentialField>();
assertSame<SubCredentialFieldDto, Contract.SubCredentialField>();
assertSame<EmbeddedCredentialTypeDto, Contract.EmbeddedCredentialType>();
assertSame<EmbeddedCompanyDto, Contract.EmbeddedCompany>();
assertSame<CredentialDto, Contract.Credential>();
assertSame<SubCredentialDto, Contract.SubCredential>();
assertSame<StoredFieldValueDto, Contract.StoredFieldValue>();
