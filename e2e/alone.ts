import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { newPerson, type Person, signIn, signUp } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';

/** Rollcall with one account, of whose users there is only Ana, its main user, signed in. */
export interface Alone {
  readonly rollcall: RunningRollcall;
  readonly browser: Browser;
  readonly ana: Person;
  stop(): Promise<void>;
}

export async function startAlone(): Promise<Alone> {
  const [rollcall, browser] = await Promise.all([startRollcall(), launchChromium()]);
  const ana = await newPerson(browser, rollcall.url);
  await signUp(ana.context, { company: 'Northwind Calls', email: 'ana@northwind.example' });
  await signIn(ana.page, 'ana@northwind.example');
  return {
    rollcall,
    browser,
    ana,
    stop: async () => {
      await browser.close();
      await rollcall.stop();
    },
  };
}
