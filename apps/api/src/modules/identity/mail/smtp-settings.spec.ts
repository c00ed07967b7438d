import { smtpSettings } from './smtp-settings';

describe('smtpSettings', () => {
  it('reads server, credentials and sender', () => {
    const { sender, transport } = smtpSettings('smtps://ops%40example.com:p%40ss@mail.example.com');
    expect(sender).toBe('ops@example.com');
    expect(transport).toMatchObject({
      host: 'mail.example.com',
      port: 465,
      secure: true,
      auth: { user: 'ops@example.com', pass: 'p@ss' },
    });
  });

  it('needs no credentials and prefers the sender it is given', () => {
    const { sender, transport } = smtpSettings('smtp://mail.example.com:2525?from=desk%40example.com');
    expect(sender).toBe('desk@example.com');
    expect(transport).toMatchObject({ port: 2525, secure: false });
    expect(transport).not.toHaveProperty('auth');
  });

  it.each([
    ['smtp://mailer:secret@mail.example.com', 'no-reply@mail.example.com'],
    ['smtp://127.0.0.1:25', 'no-reply@[127.0.0.1]'],
  ])('makes up a sender for %s', (url, sender) => {
    expect(smtpSettings(url).sender).toBe(sender);
  });
});
