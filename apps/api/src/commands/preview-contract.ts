import { NestFactory } from '@nestjs/core';
import { buildDocuments, type ContractDocuments } from '@app/contract';
import { MasterKey } from '@app/crypto';
import { Clock } from '@app/kernel';
import { AppModule } from '../app.module';
import { loadConfig } from '../config';
import { createLogger } from '../http';
import { version } from '../version';

/** The documents as the server would serve them, without starting it: in preview nothing is constructed or opened. */
export async function previewContract(): Promise<ContractDocuments> {
  const config = loadConfig({ NODE_ENV: 'test' });
  const masterKey = MasterKey.of(Buffer.alloc(32));
  const module = AppModule.forRoot({ config, masterKey, logger: createLogger(config), clock: new Clock() });
  const app = await NestFactory.create(module, { preview: true, logger: false, abortOnError: false });
  return buildDocuments(app, version);
}
