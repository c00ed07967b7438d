import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveKey, hashToken, MasterKey } from '@app/crypto';
import { AppConfig } from '../../../config';

/**
 * Proves that whoever sets up a production installation can read its log. Unless it is configured it follows from the
 * master key, so that every process of an installation accepts the one that any of them has printed.
 */
@Injectable()
export class SetupToken {
  readonly value: string;

  constructor(config: AppConfig, masterKey: MasterKey) {
    this.value = config.setupToken ?? deriveKey(masterKey, 'setup-token').toString('base64url');
  }

  matches(presented: string | undefined): boolean {
    return presented !== undefined && timingSafeEqual(hashToken(presented), hashToken(this.value));
  }
}
