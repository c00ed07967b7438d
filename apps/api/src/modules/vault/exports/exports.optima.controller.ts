import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces, text, type ConditionalAccess } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { CredentialPermission } from '../credential-store';
import { StartedTransferDto } from '../transfer-store';
import { CredentialExportDto } from './export.dto';
import { ExportError } from './exports.errors';
import { ExportPermission } from './exports.permissions';
import { ExportsService } from './exports.service';

const includesSecureValues: ConditionalAccess = {
  when: 'body.includeSecureValues=true',
  nodes: [CredentialPermission.secureValuesRead],
  applies: ({ body }) => body.includeSecureValues === true,
};

@SurfaceController(surfaces.optima, { path: 'credential/exports', name: 'exports', tag: 'Credentials' })
export class ExportsOptimaController {
  constructor(private readonly exports: ExportsService) {}

  @Route({
    post: '',
    access: [ExportPermission.export],
    when: [includesSecureValues],
    returns: one(StartedTransferDto),
    status: 202,
    summary: 'Export credentials as CSV',
    description:
      'A background job; its result is `{exported, subCredentials}`, the second being how many of them are ' +
      'sub-credentials. The columns are `name`, `notes`, `company`, `type`, `id`, `parent`, `parentField` and the ids ' +
      'of the fields. A sub-credential is a row of its own, somewhere after the one whose `id` its `parent` is, and ' +
      '`parentField` is the multi-credential field that it stands in; an import reads it back. Every credential that ' +
      'is exported is a row of the audit log. The file can be fetched for an hour.',
    message: 'Credential Export Started Successfully!',
  })
  start(@CurrentActor() actor: SignedInActor, @Body() body: CredentialExportDto) {
    return this.exports.start(actor, body);
  }

  @Route({
    get: ':jobId/file',
    access: [ExportPermission.export],
    returns: text('text/csv', 'credentials.csv'),
    errors: [ExportError.notFound, ExportError.notReady],
    summary: 'Fetch the file of an export',
    description:
      'For whoever started it. Cells that a spreadsheet would take for a formula have an apostrophe in front.',
  })
  file(@CurrentActor() actor: SignedInActor, @Param('jobId') jobId: string) {
    return this.exports.file(actor, jobId);
  }
}
