import { PermissionSet, type Principal } from '@app/kernel';
import type { SessionPrincipals } from '../sessions';
import { BearerPrincipals } from './bearer-principals';

const principal = (kind: Principal['kind']): Principal => ({
  kind,
  userId: 'u',
  login: 'ada',
  tokenId: 't',
  permissions: PermissionSet.none,
});

describe('BearerPrincipals', () => {
  const sessions = { authenticate: jest.fn(() => Promise.resolve(principal('session'))) };
  const personal = { authenticate: jest.fn(() => Promise.resolve(principal('pat'))) };

  it('asks the keeper of personal access tokens about them, and the sessions about all others', async () => {
    const source = new BearerPrincipals(sessions as unknown as SessionPrincipals, personal);
    expect(await source.authenticate('ffpat_x')).toMatchObject({ kind: 'pat' });
    expect(await source.authenticate('x.ffpat_.y')).toMatchObject({ kind: 'session' });
    expect(personal.authenticate.mock.calls).toEqual([['ffpat_x']]);
    expect(sessions.authenticate.mock.calls).toEqual([['x.ffpat_.y']]);
  });
});
