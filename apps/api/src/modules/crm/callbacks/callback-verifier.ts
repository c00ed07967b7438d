import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { ConnectWise } from '../connectwise';
import { CallbackAddress } from './callback-address';
import type { ConnectWiseCallbackDto } from './callback.dto';
import { CallbackError } from './callbacks.errors';
import { keyAddress } from './key-address';
import { SigningKeys } from './signing-keys';

/** The state of a large record comes along, as text within the text. */
export const LARGEST_BODY = 256 * 1024;

export interface ReceivedCallback {
  readonly token: string;
  readonly signature: string | undefined;
  /** Byte for byte: that is what is signed. */
  readonly body: Buffer;
  /** The same, read. */
  readonly content: ConnectWiseCallbackDto;
}

/** Tells callbacks of the configured ConnectWise from those that somebody else made. */
@Injectable()
export class CallbackVerifier {
  private readonly logger = new Logger('Callbacks');

  constructor(
    private readonly address: CallbackAddress,
    private readonly keys: SigningKeys,
    private readonly connectWise: ConnectWise,
  ) {}

  /** Cheapest first: nothing is fetched for who does not know the address. @throws 401; 429 to be asked again; 503 */
  async verify({ token, signature = '', body, content }: ReceivedCallback): Promise<void> {
    if (!this.address.opensWith(token)) throw CallbackError.refused();
    const { identity } = await this.connectWise.connection();
    if (content.CompanyId.toLowerCase() !== identity.company.toLowerCase()) this.refuse('is of another company');
    const address = keyAddress(content.Metadata.key_url, identity.origin);
    if (!address) return this.refuse('names a signing key that is not of the configured ConnectWise');
    if (signature === '') this.refuse('is not signed');
    if (!isSigned(body, signature, await this.keys.of(address)))
      this.refuse('is not signed with the key that it names');
  }

  /** Worth a word: whoever sent it knows the secret of the address. */
  private refuse(reason: string): never {
    this.logger.warn(`A callback is refused: it ${reason}`);
    throw CallbackError.refused();
  }
}

/** The key of the HMAC is the SHA-256 of the signing key, as text. */
function isSigned(body: Buffer, signature: string, signingKey: string): boolean {
  const expected = createHmac('sha256', createHash('sha256').update(signingKey).digest()).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
