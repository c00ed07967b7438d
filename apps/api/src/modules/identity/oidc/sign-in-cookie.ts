import { Injectable } from '@nestjs/common';
import type { Answer } from '@app/contract';
import { AppConfig } from '../../../config';
import { SIGN_IN_LIFETIME_S } from './sign-ins.service';

/** Ties a sign-in to the browser that began it. */
@Injectable()
export class SignInCookie {
  static readonly NAME = 'switchyard_sign_in';

  constructor(private readonly config: AppConfig) {}

  /** Lax: the browser sends it along when the provider leads it back, but not with requests that other sites make. */
  on<T>(answer: Answer<T>, browserSecret: string): Answer<T> {
    return answer.cookie(SignInCookie.NAME, browserSecret, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.secure,
      path: '/v1/auth/redirect',
      maxAge: SIGN_IN_LIFETIME_S * 1000,
    });
  }
}
