import type * as Contract from '@contract/optima';
import { assertSame, Integer, ListOf, Moment, Text } from '@app/contract';
import type { OpenShare } from './credential-shares.repository';
import type { NewShare } from './credential-shares.service';

export class CredentialShareCreateDto implements Contract.CredentialShareCreate {
  @ListOf('text', {
    min: 1,
    max: 100,
    each: { min: 1, max: 64 },
    description: 'Ids of the fields to share, secure ones or others, each with a value.',
  })
  fields: string[];

  @Integer({
    optional: true,
    min: 60,
    max: 604_800,
    description: 'Seconds until the link expires; 86,400 when left out.',
  })
  expiresIn?: number;

  @Integer({ optional: true, min: 1, max: 1, description: 'How often the link opens: once.' })
  maxViews?: number;

  @Text({
    optional: true,
    max: 500,
    description: 'Shown beside the values, in the list of open shares and in the audit log: nothing secret.',
  })
  note?: string;
}

export class CredentialShareLinkDto implements Contract.CredentialShareLink {
  @Text()
  id: string;

  @Text({ description: 'Never shown again. Who has it can open the share.' })
  url: string;

  @Moment()
  expiresAt: string;
}

export class CredentialShareDto implements Contract.CredentialShare {
  @Text()
  id: string;

  @ListOf('text')
  fields: string[];

  @Text({ nullable: true })
  note: string | null;

  @Text({ description: 'Login of whoever made it.' })
  createdBy: string;

  @Moment()
  createdAt: string;

  @Moment()
  expiresAt: string;
}

export class SharedCredentialOpenDto implements Contract.SharedCredentialOpen {
  @Text({ min: 1, max: 64 })
  token: string;
}

export class SharedCredentialDto implements Contract.SharedCredential {
  @Text({ description: '12 bytes, base64url.' })
  nonce: string;

  @Text({ description: 'Base64url, the tag at its end.' })
  ciphertext: string;
}

assertSame<CredentialShareCreateDto, Contract.CredentialShareCreate>();
assertSame<CredentialShareLinkDto, Contract.CredentialShareLink>();
assertSame<CredentialShareDto, Contract.CredentialShare>();
assertSame<SharedCredentialOpenDto, Contract.SharedCredentialOpen>();
assertSame<SharedCredentialDto, Contract.SharedCredential>();

/** The secret stands behind `#`, which browsers keep to themselves. */
export const toCredentialShareLinkDto = (
  { id, secret, expiresAt }: NewShare,
  publicUrl: string,
): CredentialShareLinkDto => ({
  id,
  url: `${publicUrl}/v1/credential/share/${id}#${secret}`,
  expiresAt: expiresAt.toISOString(),
});

export const toCredentialShareDto = (share: OpenShare): CredentialShareDto => ({
  id: share.id,
  fields: share.fieldIds,
  note: share.note,
  createdBy: share.authorLogin,
  createdAt: share.createdAt.toISOString(),
  expiresAt: share.expiresAt.toISOString(),
});
