/** SQL for the text of a moment in the form that JavaScript writes, which spares parsing and printing it here. */
export const momentText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** SQL for a moment as JSON; `null` where there is none. */
export const jsonMoment = (column: string): string => `coalesce(to_json(${momentText(column)})::text, 'null')`;

/** SQL for a text or number as JSON. */
export const jsonValue = (column: string): string => `coalesce(to_json(${column})::text, 'null')`;

/**
 * SQL for the text of an object that has those of the keys that stand in a parameter (`text[]`), in the order given
 * here: what only passes through is built by PostgreSQL, gated. Values are SQL for the text of their JSON.
 */
export function jsonObject(parameter: string, values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(
    ([key, value]) => `case when '${key}' = any(${parameter}::text[]) then '"${key}":' || ${value} end`,
  );
  return `'{' || concat_ws(',', ${entries.join(', ')}) || '}'`;
}
