import { Body, Query } from '@nestjs/common';
import { anyone, one, Route, SurfaceController, surfaces } from '@app/contract';
import {
  LibertyEncryptedDto,
  LibertyPlainTextDto,
  LibertyPlainTextQueryDto,
  toLibertyEncryptedDto,
} from './encryption.liberty.dto';
import { TextEncryption } from './text-encryption';

@SurfaceController(surfaces.liberty, { path: 'fmw', name: 'encryption', tag: 'Framework' })
export class EncryptionLibertyController {
  constructor(private readonly encryption: TextEncryption) {}

  @Route({
    post: 'encrypt',
    access: anyone,
    limit: 'public-write',
    returns: one(LibertyEncryptedDto),
    errors: [400],
    summary: 'FMW - Encrypt',
    description:
      'Encrypt the input received, from `plain_text` of the body or, without that, of the query; 422 when neither has it. A text that is an `ENC:` text already comes back unchanged.',
  })
  encrypt(@Body() body: LibertyPlainTextDto, @Query() query: LibertyPlainTextQueryDto) {
    return this.encryption.encrypt(body.plain_text, query.plain_text).then(toLibertyEncryptedDto);
  }
}
