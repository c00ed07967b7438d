import { definePermissions } from '@app/kernel';

const category = { key: 'metrics', name: 'Metrics', description: 'Measurements of the server itself' };

export const Metrics = definePermissions('metrics', category, {
  read: { description: 'Read the metrics of the server in Prometheus format' },
});
