import { startTestApp, type TestApp } from '../../../support/app';
import { FakeIssuer } from './fake-issuer';

let issuer: FakeIssuer;
let app: TestApp;

beforeAll(async () => {
  issuer = await FakeIssuer.start();
  app = await startTestApp({ ...issuer.env, TRUST_PROXY: 'loopback' });
});
afterAll(async () => {
  await app.stop();
  await issuer.stop();
});

const beginFrom = (address: string) => app.agent.get('/v1/auth/uri').set('x-forwarded-for', address).expect(200);

it('whoever changes addresses within one IPv6 network has fifty sign-ins under way and displaces nobody else', async () => {
  await beginFrom('2001:db8:0:2::1');
  for (let count = 1; count <= 60; count += 1) await beginFrom(`2001:db8:0:1::${count.toString(16)}`);

  const left = await app.sql(
    `select split_part(address, '::', 1) as network, count(*)::int as count from sign_ins group by 1 order by 1`,
  );
  expect(left).toEqual([
    { network: '2001:db8:0:1', count: 50 },
    { network: '2001:db8:0:2', count: 1 },
  ]);
});
