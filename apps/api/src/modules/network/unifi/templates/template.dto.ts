import type * as Contract from '@contract/optima';
import { assertSame, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import { UnifiWlanTemplateFieldsDto } from './template-fields.dto';
import type { WlanTemplate } from './templates.service';

const NAME = { min: 1, max: 128, pattern: /\S/ };

export class UnifiWlanTemplateDto implements Contract.UnifiWlanTemplate {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text()
  description: string;

  @Integer({ description: 'Goes up with each change.' })
  version: number;

  @Nested(() => UnifiWlanTemplateFieldsDto)
  wlan: UnifiWlanTemplateFieldsDto;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

export class UnifiWlanTemplateCreateDto implements Contract.UnifiWlanTemplateCreate {
  @Text(NAME)
  name: string;

  @Text({ max: 1_000, optional: true })
  description?: string;

  @Nested(() => UnifiWlanTemplateFieldsDto)
  wlan: UnifiWlanTemplateFieldsDto;
}

export class UnifiWlanTemplateUpdateDto implements Contract.UnifiWlanTemplateUpdate {
  @Text({ ...NAME, optional: true })
  name?: string;

  @Text({ max: 1_000, optional: true })
  description?: string;

  @Nested(() => UnifiWlanTemplateFieldsDto, { optional: true })
  wlan?: UnifiWlanTemplateFieldsDto;

  @ListOf('text', {
    optional: true,
    max: 64,
    each: { min: 1, max: 64 },
    description: 'Names of fields that the template no longer sets.',
  })
  unset?: string[];
}

export class UnifiWlanTemplateFromWlanDto implements Contract.UnifiWlanTemplateFromWlan {
  @Text(NAME)
  name: string;

  @Text({ max: 1_000, optional: true })
  description?: string;

  @ListOf('text', {
    optional: true,
    min: 1,
    max: 64,
    each: { min: 1, max: 64 },
    description: 'Names of fields of a template; the name is always taken.',
  })
  fields?: string[];
}

assertSame<UnifiWlanTemplateDto, Contract.UnifiWlanTemplate>();
assertSame<UnifiWlanTemplateCreateDto, Contract.UnifiWlanTemplateCreate>();
assertSame<UnifiWlanTemplateUpdateDto, Contract.UnifiWlanTemplateUpdate>();
assertSame<UnifiWlanTemplateFromWlanDto, Contract.UnifiWlanTemplateFromWlan>();

export const toTemplateDto = ({ wlan, createdAt, updatedAt, ...rest }: WlanTemplate): UnifiWlanTemplateDto => ({
  ...rest,
  wlan: { ...wlan },
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export const toTemplateDtos = (templates: readonly WlanTemplate[]): UnifiWlanTemplateDto[] =>
  templates.map(toTemplateDto);
