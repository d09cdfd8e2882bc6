import type { Request } from '../../contract/endpoint.ts';
import type { updateMe } from '../../contract/me.ts';
import { ApiError, call } from '../api/client.ts';
import type { Me } from '../api/use-me.ts';

interface Saving {
  readonly body: Request<typeof updateMe>['body'];
  /** What the form was filled from. */
  readonly seen: Me;
  readonly load: () => Promise<Me>;
  /** What the form is about. */
  readonly part: (me: Me) => unknown;
}

/** False where this part of me is another meanwhile. A change of something else, as of the address, does not stand in the way. */
export async function saveMe({ body, seen, load, part }: Saving): Promise<boolean> {
  try {
    await call('updateMe', { body, ifMatch: seen.version });
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'user.changed') throw error;
    const newest = await load();
    const isOther = JSON.stringify(part(newest)) !== JSON.stringify(part(seen));
    return isOther || newest.version === seen.version ? false : saveMe({ body, seen: newest, load, part });
  }
}
