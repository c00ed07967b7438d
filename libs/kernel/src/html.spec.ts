import { escapeHtml } from './html';

describe('escapeHtml', () => {
  it('leaves no way out of an element or a quoted attribute', () => {
    expect(escapeHtml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
  });

  it('leaves all other text alone', () => {
    expect(escapeHtml('Zoé 名前 1+1=2')).toBe('Zoé 名前 1+1=2');
  });
});
