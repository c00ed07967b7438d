import type * as Contract from '@contract/optima';
import { assertSame, FreeForm, ListOf, Text, validateInput } from '@app/contract';
import { CommonError, DomainError, type FieldIssue } from '@app/kernel';
import { ApiExtraModels } from '@nestjs/swagger';
import type { CredentialContent } from './credential-drafts';
import type { CredentialInput } from './credentials.service';

const name = { min: 1, max: 200 };
const notes = { max: 10_000, nullable: true, optional: true };
const fields = { max: 500 };

const subCredentials = {
  type: 'object',
  additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/SubCredentialInputDto' } },
};

export class FieldValueInputDto implements Contract.FieldValueInput {
  @Text({ min: 1, max: 64 })
  fieldId: string;

  @Text({ max: 65_536, nullable: true })
  value: string | null;
}

/** Inline sub-credentials are an open map, so they are read by {@link toCredentialInput}. */
export class SubCredentialInputDto implements Contract.SubCredentialInput {
  @Text(name)
  name: string;

  @ListOf(() => FieldValueInputDto, fields)
  fields: FieldValueInputDto[];

  @FreeForm(subCredentials, { optional: true })
  subCredentials?: Record<string, SubCredentialInputDto[]>;
}

@ApiExtraModels(SubCredentialInputDto)
export class CredentialCreateDto implements Contract.CredentialCreate {
  @Text(name)
  name: string;

  @Text(notes)
  notes?: string | null;

  @Text({ min: 1, max: 64 })
  typeId: string;

  @Text({ min: 1, max: 64 })
  companyId: string;

  @ListOf(() => FieldValueInputDto, fields)
  fields: FieldValueInputDto[];

  @FreeForm(subCredentials, { optional: true })
  subCredentials?: Record<string, SubCredentialInputDto[]>;
}

export class CredentialUpdateDto implements Contract.CredentialUpdate {
  @Text({ ...name, optional: true })
  name?: string;

  @Text(notes)
  notes?: string | null;

  @ListOf(() => FieldValueInputDto, { ...fields, optional: true })
  fields?: FieldValueInputDto[];
}

export class FieldValuesDto implements Contract.FieldValues {
  @ListOf(() => FieldValueInputDto, fields)
  fields: FieldValueInputDto[];
}

export class SubCredentialCreateDto implements Contract.SubCredentialCreate {
  @Text({ min: 1, max: 64 })
  fieldId: string;

  @Text(name)
  name: string;

  @ListOf(() => FieldValueInputDto, fields)
  fields: FieldValueInputDto[];
}

assertSame<FieldValueInputDto, Contract.FieldValueInput>();
assertSame<SubCredentialInputDto, Contract.SubCredentialInput>();
assertSame<CredentialCreateDto, Contract.CredentialCreate>();
assertSame<CredentialUpdateDto, Contract.CredentialUpdate>();
assertSame<FieldValuesDto, Contract.FieldValues>();
assertSame<SubCredentialCreateDto, Contract.SubCredentialCreate>();

type Path = FieldIssue['path'];

const refuse = (path: Path, message: string): never => {
  throw CommonError.validation({ issues: [{ path, message }] });
};

/** The same issues, said of where the value stands in the body. */
function validated(item: unknown, path: Path): SubCredentialInputDto {
  try {
    return validateInput(SubCredentialInputDto, item, 'body');
  } catch (error) {
    const issues = error instanceof DomainError ? error.details.issues : undefined;
    if (!issues) throw error;
    throw CommonError.validation({
      issues: issues.map((issue) => ({ ...issue, path: [...path, ...issue.path.slice(1)] })),
    });
  }
}

function readSubCredentials(value: unknown, path: Path): Record<string, CredentialContent[]> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(path, 'must be an object');
  const read = Object.entries(value).map(([fieldId, items]: [string, unknown]) => [
    fieldId,
    Array.isArray(items)
      ? items.map((item: unknown, index) => readContent(item, [...path, fieldId, index]))
      : refuse([...path, fieldId], 'must be a list'),
  ]);
  return Object.fromEntries(read) as Record<string, CredentialContent[]>;
}

function readContent(item: unknown, path: Path): CredentialContent {
  const { subCredentials: below, ...content } = validated(item, path);
  return { ...content, subCredentials: readSubCredentials(below, [...path, 'subCredentials']) };
}

/** @throws 400 naming what is wrong in an inline sub-credential */
export const toCredentialInput = ({ subCredentials: below, ...input }: CredentialCreateDto): CredentialInput => ({
  ...input,
  subCredentials: readSubCredentials(below, ['body', 'subCredentials']),
});
