import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { keepRawBody, rawBodyOf } from './raw-body.decorator';

describe('rawBodyOf', () => {
  const newRequest = () => new IncomingMessage(new Socket());

  it('is the body that was kept, byte for byte', () => {
    const request = newRequest();
    const body = Buffer.from('{ "a" : 1.0 }');
    keepRawBody(request, body);
    expect(rawBodyOf(request, body.length)).toEqual(body);
  });

  it('is empty where there was none', () => {
    expect(rawBodyOf(newRequest(), 1)).toHaveLength(0);
  });

  it('throws 413 for one byte too many', () => {
    const request = newRequest();
    keepRawBody(request, Buffer.from('{}'));
    expect(() => rawBodyOf(request, 1)).toThrow(expect.objectContaining({ status: 413 }));
  });
});
