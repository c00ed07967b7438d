import { Body, Headers, Query } from '@nestjs/common';
import { anyone, none, RawBody, Route, SurfaceController, surfaces } from '@app/contract';
import { CallbackQueryDto, ConnectWiseCallbackDto } from './callback.dto';
import { LARGEST_BODY } from './callback-verifier';
import { CallbackError } from './callbacks.errors';
import { CallbacksService } from './callbacks.service';

const SIGNATURE = 'x-content-signature';

@SurfaceController(surfaces.optima, { path: 'connectwise/callbacks', name: 'connectWiseCallbacks', tag: 'Sync' })
export class CallbacksOptimaController {
  constructor(private readonly callbacks: CallbacksService) {}

  /** Public, as ConnectWise has no account here: the secret of the address and the signature stand for one. */
  @Route({
    post: '',
    access: anyone,
    returns: none(),
    status: 202,
    errors: [CallbackError.refused, CallbackError.postponed],
    headers: [
      {
        name: SIGNATURE,
        required: true,
        description: 'Base64 of the HMAC-SHA256 of the body, byte for byte; its key is the SHA-256 of the signing key.',
      },
    ],
    summary: 'Hear from ConnectWise that a record has changed',
    description:
      'For ConnectWise itself, which has no account here and where this server registers the address. What is true of a request is proved by the secret in that address and by the signature over the body, whose key is fetched from the configured ConnectWise. A callback is a hint and nothing more - the record is then read through the API, soon and once for all hints of the same time.',
    message: 'Callback Received Successfully!',
  })
  receive(
    @Query() { token }: CallbackQueryDto,
    @Headers(SIGNATURE) signature: string | undefined,
    @RawBody(LARGEST_BODY) body: Buffer,
    @Body() content: ConnectWiseCallbackDto,
  ) {
    return this.callbacks.receive({ token, signature, body, content });
  }
}
