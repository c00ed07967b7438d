/** Roles in a team, as numbers that compare: a higher one may all that a lower one may. */
export const TeamRole = { dashboard: 5, viewer: 10, member: 30, owner: 50 } as const;

export type TeamRole = (typeof TeamRole)[keyof typeof TeamRole];

export const TEAM_ROLES: readonly TeamRole[] = Object.values(TeamRole);

/** What holders of `*` are in every team. No member has it. */
export const ADMINISTRATOR_ROLE = 99;

export const DEFAULT_ROLE = TeamRole.member;
