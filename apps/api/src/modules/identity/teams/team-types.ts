export interface TeamType {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** The only type: an installation of one's own sells no plans. */
export const DEFAULT_TEAM_TYPE: TeamType = Object.freeze({ id: 'starter', name: 'Starter', active: true });

export const isTeamType = (id: string): boolean => id === DEFAULT_TEAM_TYPE.id;

/** The type behind a stored id; one that is no longer offered keeps its id. */
export const teamTypeOf = (id: string): TeamType =>
  isTeamType(id) ? DEFAULT_TEAM_TYPE : { id, name: id, active: false };
