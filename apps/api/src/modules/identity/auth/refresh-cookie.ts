import { Injectable } from '@nestjs/common';
import { Answer } from '@app/contract';
import { parseCookie } from 'cookie';
import { AppConfig } from '../../../config';
import type { IssuedTokens } from '../sessions';

const NAME = 'switchyard_refresh';

/** The cookie that carries a browser's refresh token. Scripts cannot read it, and other sites cannot make use of it. */
@Injectable()
export class RefreshCookie {
  constructor(private readonly config: AppConfig) {}

  /** The refresh token in a `Cookie` header, null when there is none. */
  read(cookieHeader: string | undefined): string | null {
    return parseCookie(cookieHeader ?? '')[NAME] || null;
  }

  /** The access token as the answer, the refresh token in the cookie beside it. */
  issue({ accessToken, refreshToken, refreshExpiresIn }: IssuedTokens): Answer<string> {
    const maxAge = refreshExpiresIn * 1000;
    return new Answer(accessToken).cookie(NAME, refreshToken ?? '', { ...this.attributes, maxAge });
  }

  /** A sentence as the answer, and the cookie taken away. */
  clear(sentence: string): Answer<string> {
    return new Answer(sentence).cookie(NAME, '', { ...this.attributes, maxAge: 0 });
  }

  private get attributes() {
    return { httpOnly: true, sameSite: 'lax', secure: this.config.secure, path: '/' } as const;
  }
}
