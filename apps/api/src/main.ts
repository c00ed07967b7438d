import { closeRealtime } from '@app/realtime';
import { loadConfig } from './config';
import { createLogger, listen, shutDownOnSignal } from './http';
import { createApplication } from './create-application';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config);
  const { nest, readiness } = await createApplication(config, logger);
  const server = nest.getHttpServer();
  await listen(server, config.port, config.host);
  const address = server.address();
  if (typeof address === 'object' && address) config.listensOn(address.port);
  shutDownOnSignal(
    { server, readiness, closeSockets: () => closeRealtime(nest), closeApp: () => nest.close() },
    logger,
  );
  process.stdout.write(`Switchyard is ready at ${config.address}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`Switchyard could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
