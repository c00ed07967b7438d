/** What every role holds: the own account, and the teams one belongs to. */
export const EVERYBODY = ['user.read', 'user.write', 'team.read', 'obj.user.*'] as const;

/**
 * What a holder of `*` keeps when not acting as administrator: that, and teams as far as the role in each team goes.
 */
export const ORDINARY_USER = [
  ...EVERYBODY,
  'team.create',
  'team.update',
  'team.delete',
  'team.invite',
  'team.member.*',
] as const;
