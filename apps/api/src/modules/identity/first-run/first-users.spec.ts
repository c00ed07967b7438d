import { MasterKey } from '@app/crypto';
import type { AppConfig } from '../../../config';
import { assertPasswordRule, UserError, type Registration, type UsersService } from '../users';
import { DemoUsers } from './demo-users';
import { FirstUsers } from './first-users';
import { SetupToken } from './setup-token';

type RegisterArguments = Parameters<Registration['register']>;

const masterKey = MasterKey.of(Buffer.alloc(32, 5));

function firstUsers(settings: Partial<AppConfig>, hasUsers: boolean) {
  const config = { demo: false, admin: null, production: false, setupToken: null, ...settings } as AppConfig;
  const said: string[] = [];
  const notices = { say: (...lines: string[]) => void said.push(...lines) };
  const register = jest.fn((..._given: RegisterArguments) => Promise.resolve());
  const create = jest.fn(() => Promise.resolve());
  const registration = { register } as unknown as Registration;
  const users = { any: () => Promise.resolve(hasUsers), create } as unknown as UsersService;
  const token = new SetupToken(config, masterKey);
  const demo = new DemoUsers(registration, users, config, notices);
  return {
    ...{ said, register, create, token },
    start: () => new FirstUsers(users, registration, demo, token, config, notices).onApplicationBootstrap(),
  };
}

const admin = { login: 'root', password: 'Correct-Horse-7' };

describe('the start of an empty product', () => {
  it('prints the set-up token in production, the same one in every process', async () => {
    const [one, two] = [firstUsers({ production: true }, false), firstUsers({ production: true }, false)];
    await one.start();
    expect(one.said.join()).toContain(one.token.value);
    expect(two.token.value).toBe(one.token.value);
    expect(two.token.matches(one.token.value)).toBe(true);
    expect(two.token.matches(`${one.token.value}x`)).toBe(false);
    expect(two.token.matches(undefined)).toBe(false);
  });

  it('keeps a configured set-up token to itself', async () => {
    const { start, said, token } = firstUsers({ production: true, setupToken: 'ours' }, false);
    await start();
    expect(said).toEqual([]);
    expect(token.matches('ours')).toBe(true);
  });

  it('creates the configured administrator', async () => {
    const { start, register } = firstUsers({ admin }, false);
    await start();
    const input = expect.objectContaining(admin) as unknown;
    expect(register).toHaveBeenCalledWith(expect.anything(), input, { signUp: false }, expect.anything());
  });

  it('passes over another process that was faster, and names a variable whose value is refused', async () => {
    const { start, register } = firstUsers({ admin }, false);
    register.mockRejectedValueOnce(UserError.signUpClosed());
    await start();
    register.mockImplementationOnce((...[, input, , paths]: RegisterArguments) => {
      assertPasswordRule(paths?.password ?? [], input.password ?? '');
      return Promise.resolve();
    });
    await expect(start()).rejects.toThrow('SWITCHYARD_ADMIN_PASSWORD needs one of !@#$%^&*');
  });

  it('makes one demo user per role and prints each password once', async () => {
    const { start, said, register, create } = firstUsers({ demo: true }, false);
    await start();
    const created = [...register.mock.calls, ...create.mock.calls].map(
      (call) => (call as unknown as [unknown, { login: string; password: string }])[1],
    );
    expect(created.map(({ login }) => login)).toEqual(['admin', 'operator', 'viewer']);
    expect(new Set(created.map(({ password }) => password)).size).toBe(3);
    for (const { login, password } of created) {
      expect(said.filter((line) => line.includes(login) && line.includes(password))).toHaveLength(1);
    }
  });

  it('gives the demo administrator the configured name and password', async () => {
    const { start, register, said } = firstUsers({ demo: true, admin }, false);
    await start();
    expect(register).toHaveBeenCalledWith(expect.anything(), expect.objectContaining(admin), { signUp: false });
    expect(said.join('\n')).toContain('root');
  });
});

describe('a later start', () => {
  it('changes nothing, and tells in the demo how to get new passwords', async () => {
    const { start, said, register, create } = firstUsers({ demo: true, admin, dataDir: '/srv/data' }, true);
    await start();
    expect(register).not.toHaveBeenCalled();
    expect(create).not.toHaveBeenCalled();
    expect(said.join()).toContain('delete /srv/data');
  });
});
