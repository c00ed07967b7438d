export { startTestApp, type TestApp, type TestUser } from './test-app';
