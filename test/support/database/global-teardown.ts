import { stopTestServer } from './embedded-server';

export default stopTestServer;
