import type * as Contract from '@contract/optima';
import { assertSame, Text } from '@app/contract';
import type { BegunSignIn } from './sign-ins.service';

const key = { min: 1, max: 200, description: 'The `callbackKey` of the sign-in.' };

export class SignInStartDto implements Contract.SignInStart {
  @Text({ format: 'uri', description: 'Where to send the person.' })
  uri: string;

  @Text({ description: 'Names this sign-in for the socket and the way back; not guessable, used once.' })
  callbackKey: string;
}

export class SignInConfirmationDto implements Contract.SignInConfirmation {
  @Text(key)
  state: string;

  @Text({ min: 1, max: 200, description: 'The secret that the page carries.' })
  confirmation: string;
}

/** The query that the identity provider sends the browser back with. */
export class SignInAnswerDto {
  @Text(key)
  state: string;

  @Text({
    optional: true,
    min: 1,
    max: 4096,
    description: 'Authorization code; absent when the provider reports an error.',
  })
  code?: string;

  @Text({ optional: true, min: 1, max: 2048, description: 'Issuer, where the provider names itself.' })
  iss?: string;

  @Text({ optional: true, min: 1, max: 512, description: 'Sent by some providers; not used.' })
  session_state?: string;

  @Text({ optional: true, min: 1, max: 200, description: "The provider's reason for refusing." })
  error?: string;

  @Text({ optional: true, min: 1, max: 4096, description: "The provider's explanation; never repeated in an answer." })
  error_description?: string;
}

assertSame<SignInStartDto, Contract.SignInStart>();
assertSame<SignInConfirmationDto, Contract.SignInConfirmation>();

export const toSignInStartDto = ({ uri, callbackKey }: BegunSignIn): SignInStartDto => ({ uri, callbackKey });
