import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { anyone, one, Route, SurfaceController, surfaces, text } from '@app/contract';
import type { Actor } from '@app/kernel';
import { SharedCredentialDto, SharedCredentialOpenDto } from './credential-share.dto';
import { CredentialShareError } from './credential-shares.errors';
import { CredentialSharesService } from './credential-shares.service';
import { sharePage } from './share-page';

/** For whoever got a link. */
@SurfaceController(surfaces.optima, { path: 'credential/share/:id', name: 'sharedCredential', tag: 'Credentials' })
export class SharedCredentialOptimaController {
  constructor(private readonly shares: CredentialSharesService) {}

  @Route({
    get: '',
    access: anyone,
    returns: text('text/html'),
    summary: 'The page behind a share link',
    description:
      'The same page for every id; it opens nothing by itself, so that programs that look at links use nothing up. A click on its button opens the share by `POST` and decrypts it in the browser, for which WebCrypto needs https or localhost.',
  })
  page(@Param('id') _id: string) {
    return sharePage();
  }

  @Route({
    post: '',
    access: anyone,
    limit: 'public-write',
    returns: one(SharedCredentialDto),
    errors: [CredentialShareError.notFound],
    summary: 'Open a share, once',
    description:
      'Answers the encrypted values and forgets them. HKDF-SHA256 makes two texts of 32 bytes of the fragment of the link (base64url, 32 bytes), with the id as salt: with the info `switchyard share token` the token (base64url), with `switchyard share key` the key. AES-256-GCM with that key, the nonce, and the id as additional data decrypts to JSON: `{name?, note?, fields: [{label, value}]}`. A share that is unknown, expired, opened or revoked, one whose author may not share any more (disabled, deleted, or without a node that sharing asks for), and a wrong token have the same answer.',
    message: 'Credential Share Opened Successfully!',
  })
  open(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { token }: SharedCredentialOpenDto) {
    return this.shares.open(actor, id, token);
  }
}
