import { Injectable } from '@nestjs/common';
import { RealtimeConfig } from '../realtime.options';

/** Counts the sockets that nobody signed in on, per client address and in all. */
@Injectable()
export class AnonymousQuota {
  private readonly byAddress = new Map<string, number>();
  private total = 0;

  constructor(private readonly config: RealtimeConfig) {}

  hasRoom(address: string): boolean {
    const { anonymousPerAddress, anonymousTotal } = this.config.limits;
    return (this.byAddress.get(address) ?? 0) < anonymousPerAddress && this.total < anonymousTotal;
  }

  /** Takes a place; false when the address or the server is full. */
  take(address: string): boolean {
    if (!this.hasRoom(address)) return false;
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
    this.total += 1;
    return true;
  }

  give(address: string): void {
    const held = this.byAddress.get(address) ?? 0;
    if (held === 0) return;
    if (held === 1) this.byAddress.delete(address);
    else this.byAddress.set(address, held - 1);
    this.total -= 1;
  }
}
