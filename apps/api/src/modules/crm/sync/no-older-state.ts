/**
 * The condition under which an upsert may overwrite the row `kept`: a record may have been brought up to date while a
 * page with an older state of it was on its way. ConnectWise stamps every change, to the second.
 */
export const noOlderThan = (kept: string): string =>
  `(${kept}.cw_last_updated is null or excluded.cw_last_updated is null
     or excluded.cw_last_updated >= ${kept}.cw_last_updated)`;
