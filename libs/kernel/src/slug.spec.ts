import { slugOf } from './slug';

describe('slugOf', () => {
  it.each([
    ['Night shift', 'night-shift'],
    ['Zoé', 'zoe'],
    ['ＦＵＬＬ width', 'full-width'],
    ['İstanbul', 'istanbul'],
    ['  Über-Administrator! ', 'uber-administrator'],
    ['snake_case', 'snake-case'],
    ['管理者', ''],
    ['', ''],
  ])('makes %j into %j', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('keeps what it is told to, but not at the ends', () => {
    expect(slugOf('_snake_case_', { kept: '_' })).toBe('snake_case');
    expect(slugOf('.ada_b-c.d!.', { kept: '._-' })).toBe('ada_b-c.d');
  });

  it('puts the separator between words', () => {
    expect(slugOf('Zoë  van der Öst', { kept: '._-', separator: '.' })).toBe('zoe.van.der.ost');
  });
});
