export { startTestApp, type TestApp, type TestUser } from './test-app';
export { TestClock } from './test-clock';
