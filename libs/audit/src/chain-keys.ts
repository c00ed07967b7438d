import { Database, statement } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ChainSigner } from './chain-signer';
import type { Endorsement } from './chain-signer';

const READ = statement(
  'audit-chain-keys.read',
  'select key_id as "keyId", public_key as "publicKey", endorsed_by as "endorsedBy", signature from audit_chain_keys',
);

const ADD = statement(
  'audit-chain-keys.add',
  `insert into audit_chain_keys (key_id, public_key, endorsed_by, signature)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) on conflict do nothing`,
);

/**
 * What a former key signed must verify after its master key version was taken away. Only the master key can endorse, so
 * whoever has the database alone cannot slip in a key of their own.
 */
@Injectable()
export class ChainKeys implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly signer: ChainSigner,
  ) {}

  /** Before the first row is sealed. */
  async onModuleInit(): Promise<void> {
    for (const endorsement of await this.database.rows<Endorsement>(READ)) this.signer.trust(endorsement);
    const endorsed = this.signer.endorsements();
    await this.database.rows(ADD, [
      endorsed.map(({ keyId }) => keyId),
      endorsed.map(({ publicKey }) => publicKey),
      endorsed.map(({ endorsedBy }) => endorsedBy),
      endorsed.map(({ signature }) => signature),
    ]);
  }
}
