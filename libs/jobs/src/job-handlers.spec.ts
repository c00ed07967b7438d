import { defineJob } from './job-definition';
import { JobHandlers } from './job-handlers';

describe('defineJob', () => {
  it('makes a frozen value of the kind', () => {
    const definition = defineJob('credential.import');
    expect(definition).toEqual({ kind: 'credential.import' });
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it.each(['import', 'Credential.import', 'credential.', 'credential import'])('refuses the kind "%s"', (kind) => {
    expect(() => defineJob(kind)).toThrow('is no kind of job');
  });
});

describe('JobHandlers', () => {
  it('knows one handler per kind', () => {
    const handlers = new JobHandlers();
    const definition = defineJob('credential.import');
    handlers.register(definition, async () => ({}));
    expect(handlers.kinds).toEqual(['credential.import']);
    expect(() => handlers.register(definition, async () => ({}))).toThrow('have a handler already');
    expect(() => handlers.of({ kind: 'credential.export' })).toThrow('Nobody does jobs of the kind credential.export');
  });
});
