export interface Subcategory {
  readonly id: number;
  readonly name: string;
  readonly category: { readonly id: number; readonly name: string };
}

export const categories = [
  { id: 16, name: 'Field' },
  { id: 17, name: 'General' },
  { id: 18, name: 'Technology' },
] as const;

const [field, general, technology] = categories;

/** A part before `-` is what the product shows as a group. */
export const subcategories = [
  { id: 57, name: 'GeneralEquip', category: technology },
  { id: 106, name: 'Computer-Desktop', category: technology },
  { id: 107, name: 'Computer-Laptop', category: technology },
  { id: 111, name: 'Network-Wireless', category: technology },
  { id: 112, name: 'Network-Switch', category: technology },
  { id: 119, name: 'Network-Router', category: technology },
  { id: 174, name: 'Network-Other', category: technology },
  { id: 130, name: 'Surveillance-Camera', category: technology },
  { id: 131, name: 'Surveillance-Recorder', category: technology },
  { id: 140, name: 'AlarmBurg-Panels', category: field },
  { id: 141, name: 'AlarmBurg-Sensors', category: field },
  { id: 150, name: 'Cables-Copper', category: field },
  { id: 151, name: 'Cables-Fiber', category: field },
  { id: 160, name: 'Labor', category: field },
  { id: 170, name: 'Office', category: general },
  { id: 171, name: 'Licences', category: general },
] as const satisfies readonly Subcategory[];

interface Maker {
  readonly id: number;
  readonly name: string;
  /** What it makes, as the beginnings of subcategory names. */
  readonly makes: readonly [string, ...string[]];
}

export const manufacturers = [
  { id: 248, name: 'Ubiquiti', makes: ['Network-', 'Surveillance-'] },
  { id: 259, name: 'TP-Link', makes: ['Network-'] },
  { id: 45, name: 'Dell', makes: ['Computer-', 'GeneralEquip'] },
  { id: 46, name: 'Lenovo', makes: ['Computer-'] },
  { id: 260, name: 'Hikvision', makes: ['Surveillance-'] },
  { id: 261, name: 'DSC', makes: ['AlarmBurg-'] },
  { id: 262, name: 'Belden', makes: ['Cables-'] },
  { id: 263, name: 'Contoso', makes: ['Office', 'Licences', 'GeneralEquip'] },
] as const satisfies readonly Maker[];

export const vendors = [
  { id: 12, identifier: 'DellDirect', name: 'Dell Direct' },
  { id: 13, identifier: 'Ingram', name: 'Ingram Micro' },
  { id: 14, identifier: 'SynnexTD', name: 'TD Synnex' },
] as const;
