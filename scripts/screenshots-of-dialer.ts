import { mkdir } from 'node:fs/promises';
import { launchChromium } from '../e2e/chromium.ts';
import { startRollcall } from '../e2e/rollcall.ts';
import { fillDemo } from './demo/fill-demo.ts';
import { FOLDER, LOOKS, picture } from './picture.ts';

// Makes the pictures of the Dialer in docs/screenshots, with the account of `npm run demo`.

const [rollcall, browser] = await Promise.all([startRollcall(), launchChromium()]);
const { password, people } = await fillDemo(rollcall.urls);
await mkdir(FOLDER, { recursive: true });
const context = await browser.newContext({ baseURL: rollcall.url });
await context.request.post('/api/v1/sessions', { data: { login: people[0]?.[1], password } });
const storageState = await context.storageState();
const { items } = await (await context.request.get('/api/v1/agents?limit=1&q=chiara.lombardi')).json();
const leader = `/dialer/users/${items[0].id}`;

for (const [suffix, width, height, colorScheme] of LOOKS) {
  const viewport = { width, height };
  const options = { baseURL: rollcall.url, viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' as const };
  const page = await (await browser.newContext({ ...options, storageState })).newPage();
  await picture(page, '/dialer/users', `agents${suffix}`);
  await picture(page, '/dialer/users/new', `new-agent${suffix}`);
  await picture(page, leader, `agent${suffix}`);
  await picture(page, '/dialer/tags', `tags${suffix}`);
  await picture(page, '/dialer/skill-groups', `skill-groups${suffix}`);
  await picture(page, '/dialer/roles', `dialer-roles${suffix}`);
  await picture(page, '/dialer/user-groups', `user-groups${suffix}`);
  await picture(page, '/dialer/leads', `leads${suffix}`);
  await picture(page, '/dialer/settings', `dialer-settings${suffix}`);
}
await browser.close();
await rollcall.stop();
