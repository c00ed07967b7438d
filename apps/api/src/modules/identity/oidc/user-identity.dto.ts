import type * as Contract from '@contract/optima';
import { assertSame, Moment, Text } from '@app/contract';
import type { UserIdentity } from './user-identity.entity';

const issuer = { description: '`iss` of the id_tokens of the provider.' };
const subject = { description: '`sub`, or `tid:oid` at Microsoft Entra.' };

/** An identity as an administrator names it: in the body, or in the query. */
export class UserIdentityKeyDto implements Contract.UserIdentityKey {
  @Text({ ...issuer, min: 1, max: 2048, pattern: /^https?:\/\/\S+$/ })
  issuer: string;

  @Text({ ...subject, min: 1, max: 255 })
  subject: string;
}

export class UserIdentityDto implements Contract.UserIdentity {
  @Text(issuer)
  issuer: string;

  @Text(subject)
  subject: string;

  @Moment({ description: 'When it was linked.' })
  createdAt: string;
}

export const toUserIdentityDto = ({ issuer, subject, createdAt }: UserIdentity): UserIdentityDto => ({
  issuer,
  subject,
  createdAt: createdAt.toISOString(),
});

assertSame<UserIdentityKeyDto, Contract.UserIdentityKey>();
assertSame<UserIdentityDto, Contract.UserIdentity>();
