import express from 'express';
import request from 'supertest';
import { corsOptions, securityHeaders } from './security';

const headersOf = async (secure: boolean) => {
  const app = express().use(securityHeaders({ secure }), (_request, response) => void response.end());
  return (await request(app).get('/')).headers;
};

describe('securityHeaders', () => {
  it('keeps plain http usable', async () => {
    const headers = await headersOf(false);
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('insists on TLS when clients use it', async () => {
    const headers = await headersOf(true);
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toContain('max-age=');
  });

  it('allows the worker of the documentation and no foreign origin', async () => {
    const policy = (await headersOf(false))['content-security-policy'];
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('http');
  });
});

describe('corsOptions', () => {
  it('allows nobody by default', () => {
    expect(corsOptions({ corsOrigins: [] }).origin).toBe(false);
  });

  it('allows exactly the configured origins', () => {
    const options = corsOptions({ corsOrigins: ['https://console.example.com'] });
    expect(options).toMatchObject({ origin: ['https://console.example.com'], credentials: true });
  });
});
