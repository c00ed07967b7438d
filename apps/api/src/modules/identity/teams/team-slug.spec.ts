import { freeSlug, isUsableSlug, teamSlugOf } from './team-slug';

describe('teamSlugOf', () => {
  it.each([
    ['My Development Team', 'my-development-team'],
    ['Équipe d’été', 'equipe-d-ete'],
    ['snake_case', 'snake_case'],
    ['***', 'team'],
  ])('makes %s readable in an address', (name, slug) => {
    expect(teamSlugOf(name)).toBe(slug);
  });
});

describe('freeSlug', () => {
  it('counts on while slugs are taken', () => {
    const taken = new Set(['crew', 'crew-2']);
    expect(freeSlug('Crew', (slug) => taken.has(slug))).toBe('crew-3');
  });

  it('avoids reserved words and what looks like an id', () => {
    expect(freeSlug('Create', () => false)).toBe('create-2');
    expect(isUsableSlug('ckgw8bmh20000cd4rhnm4b7b9')).toBe(false);
  });
});
