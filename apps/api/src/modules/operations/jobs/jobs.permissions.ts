import { definePermissions, type PermissionCategory } from '@app/kernel';

const jobCategory: PermissionCategory = {
  key: 'job',
  name: 'Job Permissions',
  description: "Watching and cancelling other people's background jobs",
};

/** Nobody needs a node for the jobs that they started themselves. */
export const JobPermission = definePermissions('job', jobCategory, {
  fetch: { description: 'Fetch a job of another user or of a schedule' },
  fetchMany: { node: 'fetch.many', description: 'List the jobs of all users and schedules' },
  cancel: { description: 'Cancel a job of another user or of a schedule' },
});
