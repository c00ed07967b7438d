import { newId } from '@app/kernel';
import { loginCandidates } from './login-candidates';

const nobody = { name: null, email: null, username: null };

describe('loginCandidates', () => {
  it.each([
    [{ username: 'Ada.Lovelace@corp.example' }, 'ada.lovelace'],
    [{ email: 'ADA@example.com' }, 'ada'],
    [{ name: 'Zoë  van der Öst' }, 'zoe.van.der.ost'],
    [{ username: '名前', email: 'na@example.com' }, 'na'],
    [{ username: 'nodes', name: 'Bo' }, 'bo'],
    [{ username: newId(), name: 'Bo' }, 'bo'],
    [{ username: '<script>' }, 'script'],
    [{ username: 'x'.repeat(500) }, 'x'.repeat(60)],
    [{}, 'user'],
  ])('of %j begin with %s', (profile, first) => {
    expect(loginCandidates({ ...nobody, ...profile })[0]).toBe(first);
  });

  it('go on with numbers', () => {
    expect(loginCandidates({ ...nobody, username: 'ada' }).slice(0, 3)).toEqual(['ada', 'ada2', 'ada3']);
  });
});
