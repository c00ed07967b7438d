import { avatarOf } from './avatar';

const svgOf = (name: string): string => decodeURIComponent(avatarOf(name).slice('data:image/svg+xml,'.length));

describe('avatarOf', () => {
  it('shows the initial on a colour that depends on the name', () => {
    expect(svgOf('ada')).toContain('>A</text>');
    expect(avatarOf('ada')).toBe(avatarOf('ada'));
    expect(avatarOf('ada')).not.toBe(avatarOf('grace'));
  });

  it.each([
    ['<script>', '&lt;'],
    ['\ud83d', '?'],
    ['   ', '?'],
    ['🚀 rockets', '🚀'],
  ])('draws %j without breaking the picture', (name, initial) => {
    expect(svgOf(name)).toContain(`>${initial}</text>`);
  });
});
