import { Injectable } from '@nestjs/common';

/** What the person who starts the product must read once. Not the log: that is collected, and this may be a password. */
@Injectable()
export class StartNotices {
  say(...lines: readonly string[]): void {
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
