import { definePermissions, type PermissionCategory } from '@app/kernel';

const teamCategory: PermissionCategory = {
  key: 'team',
  name: 'Team Permissions',
  description: 'Teams, their members and invitations; the role in the team is needed besides',
};

/** FlowFuse Platform API, section "Accessing the API". */
export const TeamPermission = definePermissions('team', teamCategory, {
  read: { description: 'See the teams one belongs to, and their members' },
  list: { description: 'List all teams of the installation' },
  create: { description: 'Create a team, as its owner' },
  update: { description: "Change a team's name or slug" },
  delete: { description: 'Delete a team' },
  invite: { description: 'Invite users to a team, and see and withdraw its invitations' },
  updateMember: { node: 'member.update', description: "Change a member's role in a team" },
  removeMember: { node: 'member.remove', description: 'Remove another member from a team' },
});
