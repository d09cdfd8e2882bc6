import { expect, it } from 'vitest';
import type { DialerSettings } from '../../contract/dialer-settings.ts';
import { passwordsCsv } from './passwords-csv.ts';

it('holds a line for each phone, quoted, and no name that is a formula', () => {
  const settings = { sipDomain: 'sip.example.com' } as DialerSettings;
  const line = { userId: 'x', username: 'ana', password: '-a"b+c*d' };
  const passwords = [
    { ...line, name: 'Ana "Zoe" Ruiz' },
    { ...line, name: '=1+1' },
  ];
  expect(passwordsCsv({ settings, passwords })).toBe(
    '\ufeff"name","username","domain","password"\r\n' +
      '"Ana ""Zoe"" Ruiz","ana","sip.example.com","-a""b+c*d"\r\n' +
      `"'=1+1","ana","sip.example.com","-a""b+c*d"\r\n`,
  );
});
