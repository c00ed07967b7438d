import { readConnectWiseSettings, startConnectWise } from './connectwise';
import { exitWithParent } from './lifeline';
import { readOidcProviderSettings, startOidcProvider } from './oidc';
import { readUnifiSettings, startUnifi } from './unifi';

/** Every simulated upstream by the name given on the command line. Each runs in a process of its own. */
const simulators: Readonly<Record<string, () => Promise<void>>> = {
  oidc: async () => {
    const { issuer } = await startOidcProvider(readOidcProviderSettings(process.env), console.error);
    console.log(`OIDC provider is ready at ${issuer}`);
  },
  connectwise: async () => {
    const { url } = await startConnectWise(readConnectWiseSettings(process.env), console.error);
    console.log(`ConnectWise is ready at ${url}`);
  },
  unifi: async () => {
    const { url } = await startUnifi(readUnifiSettings(process.env), console.error);
    console.log(`UniFi controller is ready at ${url}`);
  },
};

async function main(name: string | undefined): Promise<void> {
  if (process.env.NODE_ENV === 'production') throw new Error('Simulated upstreams never run in production');
  const start = name === undefined ? undefined : simulators[name];
  if (!start) throw new Error(`Name the simulator to start: ${Object.keys(simulators).join(', ')}`);
  exitWithParent();
  await start();
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
