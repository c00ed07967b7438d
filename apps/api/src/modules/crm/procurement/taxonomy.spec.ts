import { groupOf, toTree } from './taxonomy';

const technology = { id: 18, name: 'Technology' };
const field = { id: 16, name: 'Field' };

describe('the tree of categories', () => {
  it('gathers subcategories in groups by what stands before the first hyphen', () => {
    const tree = toTree(
      [technology, field],
      [
        { id: 2, name: 'Network-Switch', category: technology },
        { id: 3, name: 'GeneralEquip', category: technology },
        { id: 1, name: 'Network-Other', category: technology },
        { id: 4, name: 'Cables-Fiber-Long', category: field },
        { id: 5, name: 'Astray', category: null },
      ],
    );
    expect(tree).toEqual([
      {
        ...{ name: 'Field', cwId: 16 },
        entries: [{ type: 'group', name: 'Cables', subcategories: [{ name: 'Cables-Fiber-Long', cwId: 4 }] }],
      },
      {
        ...{ name: 'Technology', cwId: 18 },
        entries: [
          { type: 'subcategory', name: 'GeneralEquip', cwId: 3 },
          {
            ...{ type: 'group', name: 'Network' },
            subcategories: [
              { name: 'Network-Other', cwId: 1 },
              { name: 'Network-Switch', cwId: 2 },
            ],
          },
        ],
      },
    ]);
  });

  it.each([
    ['Network-Switch', 'Network'],
    ['A-B-C', 'A'],
    ['Plain', null],
    ['-Odd', null],
    ['', null],
  ])('knows the group of %j', (name, group) => expect(groupOf(name)).toBe(group));
});
