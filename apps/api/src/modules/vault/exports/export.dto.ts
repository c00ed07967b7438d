import type { Readable } from 'node:stream';
import type * as Contract from '@contract/optima';
import { Answer, assertSame, Flag, Text } from '@app/contract';

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

/** A browser saves it instead of showing it. */
export const toFile = (file: Readable): Answer<Readable> =>
  new Answer(file).header('content-disposition', 'attachment; filename="credentials.csv"');
