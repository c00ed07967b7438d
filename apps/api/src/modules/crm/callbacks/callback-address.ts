import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { deriveKey, hashToken, MasterKey } from '@app/crypto';
import { AppConfig } from '../../../config';
import { ConnectWise } from '../connectwise';
import { isLoopback } from './loopback';

const PATH = '/v1/connectwise/callbacks';
const PURPOSE = 'connectwise-callback';

/**
 * Where ConnectWise is told to call. Its secret follows from the master key, so that every process knows it and none has
 * to store it; while the key is rotated, the secrets of all its versions open.
 */
@Injectable()
export class CallbackAddress {
  constructor(
    private readonly config: AppConfig,
    private readonly masterKey: MasterKey,
    private readonly connectWise: ConnectWise,
  ) {}

  /** The address without its secret; null where ConnectWise could not reach it. */
  get endpoint(): string | null {
    const { hostname, port } = new URL(this.config.publicUrl);
    if (!this.connectWise.configured || port === '0') return null;
    return this.isReached(hostname) ? this.config.publicUrl + PATH : null;
  }

  /** To be registered as it is: ConnectWise writes the id of a record behind it. */
  get url(): string | null {
    const { endpoint } = this;
    return endpoint && `${endpoint}?token=${this.secret(this.masterKey.currentVersion)}&recordId=`;
  }

  opensWith(token: string): boolean {
    const given = hashToken(token);
    return this.masterKey.versions
      .map((version) => timingSafeEqual(given, hashToken(this.secret(version))))
      .includes(true);
  }

  /** Only a ConnectWise on this machine reaches it by an address of this machine. */
  private isReached(host: string): boolean {
    const { configuredPublicUrl, connectWise } = this.config;
    if (connectWise === null) return true;
    return configuredPublicUrl !== null && (!isLoopback(host) || isLoopback(new URL(connectWise.url).hostname));
  }

  private secret(version: number): string {
    return deriveKey(this.masterKey, PURPOSE, version).toString('base64url');
  }
}
