import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { SignIn, type SignInRow } from './sign-in.entity';

/** Sign-ins that one network, and that everybody together, may have under way; the oldest give way. */
const PER_NETWORK = 50;
const TOTAL = 5_000;

const COLUMNS = `key_hash as "keyHash", cookie_hash as "cookieHash", sealed_verifier as "sealedVerifier", nonce,
  link_session as "linkSession", admits_first as "admitsFirst", address, network, user_agent as "userAgent",
  created_at as "createdAt", expires_at as "expiresAt",
  confirmation_hash as "confirmationHash", sealed_identity as "sealedIdentity"`;

const TRIM = statement(
  'sign-ins-trim',
  `delete from sign_ins where key_hash in (
     (select key_hash from sign_ins where network = $1 order by created_at desc offset ${PER_NETWORK})
     union
     (select key_hash from sign_ins order by created_at desc offset ${TOTAL}))`,
);

const TAKE = statement(
  'sign-ins-take',
  `delete from sign_ins
    where key_hash = $1 and expires_at > $2 and confirmation_hash is null returning ${COLUMNS}`,
);

const TAKE_CONFIRMED = statement(
  'sign-ins-take-confirmed',
  `delete from sign_ins where key_hash = $1 and expires_at > $2 and confirmation_hash = $3 returning ${COLUMNS}`,
);

const SWEEP = statement('sign-ins-sweep', 'delete from sign_ins where expires_at <= $1');

/** Sign-ins under way. Taking one deletes it: of two who come with the same key, one finds it. */
@Injectable()
export class SignInsRepository {
  constructor(private readonly database: Database) {}

  /** Makes room by dropping the oldest when there are too many. */
  async insert(signIn: SignInRow): Promise<void> {
    await this.database.repository(SignIn).insert(signIn);
    await this.database.rows(TRIM, [signIn.network]);
  }

  async take(keyHash: Buffer, now: Date): Promise<SignInRow | undefined> {
    const [signIn] = await this.database.rows<SignInRow>(TAKE, [keyHash, now]);
    return signIn;
  }

  /** One that waits for a confirmation, and only with the right one. */
  async takeConfirmed(keyHash: Buffer, confirmationHash: Buffer, now: Date): Promise<SignInRow | undefined> {
    const [signIn] = await this.database.rows<SignInRow>(TAKE_CONFIRMED, [keyHash, now, confirmationHash]);
    return signIn;
  }

  async sweep(now: Date): Promise<void> {
    await this.database.rows(SWEEP, [now]);
  }
}
