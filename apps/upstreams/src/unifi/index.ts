export { type RunningUnifi, startUnifi } from './start-unifi';
export { readUnifiSettings, type UnifiSimulatorSettings } from './unifi-settings';
