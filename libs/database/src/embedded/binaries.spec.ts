import { findBinaries } from './binaries';

describe('findBinaries', () => {
  it('says what to do on a platform without binaries', () => {
    expect(() => findBinaries('sunos-sparc')).toThrow(/no binaries for sunos-sparc.*DATABASE_URL/);
  });

  it('says what to do when the optional package was not installed', () => {
    const resolve = () => {
      throw new Error('Cannot find module');
    };
    expect(() => findBinaries('linux-x64', resolve)).toThrow(/linux-x64 is not installed.*DATABASE_URL.*npm ci/);
  });
});
