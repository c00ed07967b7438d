import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { SignInPlaces } from '@app/access';
import { PasswordHasher } from '@app/crypto';

/**
 * As many sign-ins as passwords may be under way. One that would find the queue full is refused at once, since its
 * statements would take the database from those that go on.
 */
@Injectable()
export class PasswordPlaces extends SignInPlaces {
  private taken = 0;

  constructor(private readonly hasher: PasswordHasher) {
    super();
  }

  override take(response: ServerResponse): void {
    this.hasher.assertRoom(this.taken);
    this.taken += 1;
    response.once('close', () => (this.taken -= 1));
  }
}
