import { Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { BodyStream, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { CredentialPermission } from '../credential-store';
import { StartedTransferDto } from '../transfer-store';
import { ImportQueryDto } from './import.dto';
import { ImportPermission } from './imports.permissions';
import { MAX_UPLOAD_BYTES } from './upload';
import { ImportsService } from './imports.service';

@SurfaceController(surfaces.optima, { path: 'credential/imports', name: 'imports', tag: 'Credentials' })
export class ImportsOptimaController {
  constructor(private readonly imports: ImportsService) {}

  @Route({
    post: '',
    access: [ImportPermission.import, CredentialPermission.create],
    returns: one(StartedTransferDto),
    status: 202,
    consumes: ['text/csv'],
    summary: 'Import credentials from CSV',
    description:
      'A background job; its result is `{created, failed, errors}`. The first row names the columns: `name`, `notes`, ' +
      '`company` (id, name or ConnectWise identifier) unless `companyId` is given, `type` (id or name) unless `typeId` ' +
      'is given, `id`, `parent` and `parentField` where there are sub-credentials, and ids or names of fields ' +
      '(`field:<id>` for a field whose id is one of these words). A row with a `parent` becomes a sub-credential of ' +
      'the row before it that has this `id`, in the multi-credential field `parentField` (id or name), of the company ' +
      'and the type of its parent; an `id` is of no use but for that, every credential gets a new one. In a file with ' +
      'a column `parent` a required multi-credential field may be left empty. Comma, semicolon ' +
      'or tab; UTF-8; up to 32 MB. A row that is refused is reported with its line and its fields, and the others are ' +
      'created. A leading apostrophe before `=`, `+`, `-`, `@`, tab or carriage return is taken away, as an export puts ' +
      'it there.',
    message: 'Credential Import Started Successfully!',
  })
  start(
    @CurrentActor() actor: SignedInActor,
    @Query() query: ImportQueryDto,
    @BodyStream(MAX_UPLOAD_BYTES) file: AsyncIterable<Buffer>,
  ) {
    return this.imports.start(actor, query, file);
  }
}
