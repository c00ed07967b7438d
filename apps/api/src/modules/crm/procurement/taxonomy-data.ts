import { toTree, type Category, type Ecosystem } from './taxonomy';

const technology = { id: 18, name: 'Technology' };

/** What the documentation of the API shows; the whole of it comes with the first sync. */
export const knownCategories: readonly Category[] = toTree(
  [technology],
  [
    { id: 57, name: 'GeneralEquip', category: technology },
    { id: 106, name: 'Computer-Desktop', category: technology },
    { id: 174, name: 'Network-Other', category: technology },
    { id: 119, name: 'Network-Router', category: technology },
    { id: 112, name: 'Network-Switch', category: technology },
    { id: 111, name: 'Network-Wireless', category: technology },
  ],
);

/** Ours to decide: ConnectWise knows no ecosystems. A manufacturer counts by its id or, where that is another, its name. */
export const ecosystems: readonly Ecosystem[] = [
  {
    name: 'Networking',
    manufacturers: [
      { name: 'Ubiquiti', cwId: 248, category: 'Technology', subcategoryPrefix: 'Network-' },
      { name: 'TP-Link', cwId: 259, category: 'Technology', subcategoryPrefix: 'Network-' },
    ],
  },
  {
    name: 'Video Surveillance',
    manufacturers: [
      { name: 'Ubiquiti', cwId: 248, category: 'Technology', subcategoryPrefix: 'Surveillance-' },
      { name: 'Hikvision', cwId: 260, category: 'Technology', subcategoryPrefix: 'Surveillance-' },
    ],
  },
  {
    name: 'Burg/Alarm',
    manufacturers: [{ name: 'DSC', cwId: 261, category: 'Field', subcategoryPrefix: 'AlarmBurg-' }],
  },
];
