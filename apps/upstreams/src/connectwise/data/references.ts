/** A reference as ConnectWise embeds it, with the address of what it points to. */
export const reference = (kind: string, path: string, fields: { id: number; [field: string]: unknown }) => ({
  ...fields,
  _info: { [`${kind}_href`]: `${path}/${fields.id}` },
});
