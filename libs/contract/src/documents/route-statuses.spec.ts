import { anyone } from '../routing/access';
import { toRouteSpec, type LimitClass } from '../routing/route-spec';
import { one } from '../routing/shape';
import { surfaces } from '../surfaces';
import { failureStatuses } from './route-statuses';

const documents429 = (verb: 'get' | 'post', limit?: LimitClass) => {
  const path = verb === 'get' ? { get: '' } : { post: '' };
  const route = toRouteSpec({ ...path, access: anyone, returns: one({ schema: {} }), limit, summary: 'Any' });
  return failureStatuses(surfaces.optima, route, { hasInput: false, hasBody: false }).includes(429);
};

describe('failureStatuses', () => {
  it('has 429 for what changes something, and for reading where that has a budget', () => {
    expect(documents429('post')).toBe(true);
    expect(documents429('get', 'login')).toBe(true);
    expect(documents429('get')).toBe(false);
  });
});
