export { readConnectWiseSettings } from './connectwise-settings';
export { type RunningConnectWise, startConnectWise } from './start-connectwise';
