import type * as Contract from '@contract/optima';
import { assertSame, Flag, Text } from '@app/contract';

export class CredentialExportDto implements Contract.CredentialExport {
  @Text({ optional: true, min: 1, max: 64 })
  companyId?: string;

  @Text({ optional: true, min: 1, max: 64 })
  typeId?: string;

  @Flag({ optional: true, description: 'False when left out.' })
  includeSecureValues?: boolean;

  @Text({
    optional: true,
    min: 1,
    max: 500,
    description: 'Why secure values are read, kept in the audit log. Some types require it.',
  })
  reason?: string;
}

assertSame<CredentialExportDto, Contract.CredentialExport>();
