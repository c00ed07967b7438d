import { createLogger, NestLogger } from './logger';

function captured({ demo }: { demo: boolean }) {
  let output = '';
  const logger = createLogger({ demo, logLevel: 'debug' }, { write: (line) => (output += line) });
  return { logger: new NestLogger(logger), output: () => output };
}

describe('NestLogger', () => {
  it('writes JSON with the context of Nest', () => {
    const { logger, output } = captured({ demo: false });
    logger.log('Started the database', 'Database');
    expect(JSON.parse(output())).toMatchObject({ level: 30, context: 'Database', msg: 'Started the database' });
  });

  it('takes the list of loaded modules and routes for debug output', () => {
    const { logger, output } = captured({ demo: false });
    logger.log('Mapped {/v1/role, GET} route', 'RouterExplorer');
    expect(JSON.parse(output())).toMatchObject({ level: 20, context: 'RouterExplorer' });
  });

  it('writes a line for a person in demo mode', () => {
    const { logger, output } = captured({ demo: true });
    logger.warn('Careful', 'Somewhere');
    expect(output()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}\[Somewhere\] Careful\n$/);
  });

  it.each([{ demo: false }, { demo: true }])('keeps the stack of an error with demo = $demo', ({ demo }) => {
    const { logger, output } = captured({ demo });
    logger.error(new TypeError('broken'), 'ExceptionsHandler');
    expect(output()).toContain('TypeError');
    expect(output()).toContain('broken');
    expect(output()).toContain('logger.spec');
  });

  it('leaves objects out, whose content nobody has looked at', () => {
    const { logger, output } = captured({ demo: false });
    logger.error({ password: 's3cret' }, { token: 's3cret' });
    expect(output()).toContain('Message without text');
    expect(output()).not.toContain('s3cret');
  });

  it('respects the level', () => {
    const { logger, output } = captured({ demo: false });
    logger.verbose('chatter');
    expect(output()).toBe('');
  });
});
