import { dictionary } from '@zxcvbn-ts/language-common';

/** The passwords of the list that our other rules would let through but for their upper-case letter. */
export function wellKnownPasswords(): string {
  const list = dictionary['passwords-common']
    .map((password) => password.toLowerCase())
    .filter((password) => password.length >= 8 && /[a-z]/.test(password) && /[0-9]/.test(password));
  const lines = [...new Set(list)].join('\n').replaceAll(/[\\`$]/g, '\\$&');
  return `// Written by \`npm run generate\` from @zxcvbn-ts/language-common (MIT).\n\nexport const WELL_KNOWN_PASSWORDS = \`${lines}\`;\n`;
}
