import { describe, expect, it } from 'vitest';
import { isFinal, reasonOf } from './mail.ts';
import { escapeHtml, mailHtml, mailText } from './mail-layout.ts';

describe('what the mail server said', () => {
  it.each([
    [{ responseCode: 550 }, true],
    [{ responseCode: 554, code: 'EENVELOPE' }, true],
    [{ responseCode: 451 }, false],
    [{ responseCode: 421 }, false],
    [{ responseCode: 535, code: 'EAUTH' }, false],
    [{ code: 'ECONNREFUSED' }, false],
    [new Error('anything'), false],
  ])('%j is final: %s', (error, expected) => {
    expect(isFinal(error)).toBe(expected);
  });

  it('is told in one short line, without credentials', () => {
    expect(reasonOf({ response: '550 5.1.1\r\n no such\tuser' })).toBe('550 5.1.1 no such user');
    expect(reasonOf(new Error('connect to smtp://user:secret@mail.example.com failed'))).not.toContain('secret');
    expect(reasonOf({ response: 'x'.repeat(1000) })).toHaveLength(300);
    expect(reasonOf({})).toBe('unknown');
  });
});

describe('the layout', () => {
  const content = {
    language: 'en' as const,
    texts: { orOpen: 'or "open":' },
    subject: '<s>',
    heading: 'a & b',
    paragraphs: ['"quoted"'],
    buttons: [{ label: '<b>', url: 'https://x.example/a?b=1&c="2"', note: "it's" }],
    footer: ['<i>'],
  };

  it('escapes every part in HTML and none in text', () => {
    expect(mailHtml(content)).toContain('href="https://x.example/a?b=1&amp;c=&quot;2&quot;"');
    for (const part of ['&lt;s&gt;', 'a &amp; b', '&quot;quoted&quot;', '&lt;b&gt;', 'it&#39;s', '&lt;i&gt;'])
      expect(mailHtml(content)).toContain(part);
    for (const part of ['a & b', '"quoted"', '<b>:\nhttps://x.example/a?b=1&c="2"', "it's", '<i>'])
      expect(mailText(content)).toContain(part);
  });

  it('leaves nothing that could end an attribute or begin an element', () => {
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });
});
