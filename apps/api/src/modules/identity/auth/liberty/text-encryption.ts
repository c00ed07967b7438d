import { Injectable } from '@nestjs/common';
import { EncFormat } from '@app/crypto';
import { CommonError } from '@app/kernel';

/** Encrypts what clients will store or send later. */
@Injectable()
export class TextEncryption {
  constructor(private readonly encFormat: EncFormat) {}

  /**
   * The first text that is there, as an `ENC:` text; one that is encrypted already stays as it is.
   * @throws 400 when there is none
   */
  async encrypt(...texts: readonly (string | undefined)[]): Promise<string> {
    const text = texts.find((candidate) => candidate !== undefined);
    if (text === undefined) {
      throw CommonError.validation({
        issues: [{ path: ['body', 'plain_text'], message: 'plain_text is required', code: 'required' }],
      });
    }
    return EncFormat.isEncrypted(text) ? text : this.encFormat.encrypt(text);
  }
}
