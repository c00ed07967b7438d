import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Broadcast, type Topic } from '@app/kernel';
import type { RedisLink } from './redis-link';

interface Message {
  readonly from: string;
  readonly topic: string;
  readonly content: unknown;
}

/** Between processes over Redis. What one publishes while Redis is away reaches that one only. */
export class RedisBroadcast extends Broadcast {
  private readonly logger = new Logger(RedisBroadcast.name);
  private readonly process = randomUUID();

  constructor(private readonly link: RedisLink) {
    super();
    link.listener.on('message', (_channel: string, text: string) => this.hear(JSON.parse(text) as Message));
    link.listener.subscribe(link.channel).catch((error: unknown) => this.report(error));
  }

  override publish<Content>({ name }: Topic<Content>, content: Content): void {
    this.receive(name, content);
    const message: Message = { from: this.process, topic: name, content };
    this.link.commands
      .publish(this.link.channel, JSON.stringify(message))
      .catch((error: unknown) => this.report(error));
  }

  private hear({ from, topic, content }: Message): void {
    if (from !== this.process) this.receive(topic, content);
  }

  private report(error: unknown): void {
    this.logger.warn(`Other processes were not told: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
