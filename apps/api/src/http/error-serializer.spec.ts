import { serializeError } from './error-serializer';

describe('serializeError', () => {
  it('keeps type, code, message, call sites and causes', () => {
    const error = Object.assign(new TypeError('outer', { cause: new Error('inner') }), { code: 'E_OUTER' });
    expect(serializeError(error)).toMatchObject({
      type: 'TypeError',
      code: 'E_OUTER',
      message: 'outer',
      cause: { type: 'Error', message: 'inner' },
    });
    expect(serializeError(error).stack).toContain('error-serializer.spec');
  });

  it('drops every other property, as drivers keep parameters there', () => {
    const error = Object.assign(new Error('failed'), { parameters: ['s3cret'], driverError: new Error('s3cret') });
    expect(JSON.stringify(serializeError(error))).not.toContain('s3cret');
  });

  it.each([
    ['JSON', new SyntaxError('Unexpected token s, "s3cret" is not valid JSON')],
    ['a value of the wrong type', Object.assign(new Error('invalid input syntax: "s3cret"'), { code: '22P02' })],
    ['a thrown text', 's3cret'],
  ])('withholds a message that quotes %s', (_name, error) => {
    expect(JSON.stringify(serializeError(error))).not.toContain('s3cret');
  });

  it('survives causes in a cycle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(serializeError(error)).match(/round/g)).toHaveLength(6);
  });
});
