/** Headings of a file that name no field, whatever their case. */
export const FILE_WORDS = ['name', 'notes', 'company', 'type', 'id', 'parent', 'parentField'] as const;

export type FileWord = (typeof FILE_WORDS)[number];
