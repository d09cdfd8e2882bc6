import { newId } from '../../platform/tokens.ts';
import { FIRST_VERSION, ownerOf, type Ready, type Scenario, type Scenarios } from './scenario.ts';

/** The main user, who has saved a view, does something to it. */
const toView =
  (rest: Partial<Ready> = {}): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const id = newId();
    await stage.app.owner.query(
      `insert into saved_views (account_id, id, user_id, list, name, name_key, is_shared, state)
       values ($1, $2, $3, 'agents', 'Late shift', 'late shift', true, '{"q": "shift"}')`,
      [account.id, id, account.owner.id],
    );
    return { client, actor, params: { id }, ...rest };
  };

const byOwner =
  (rest: Partial<Ready>): Scenario =>
  async (stage) => {
    const { actor, client } = await ownerOf(stage);
    return { client, actor, ...rest };
  };

/** Views of lists, and files of them. */
export const OF_VIEWS = {
  createSavedView: [
    byOwner({ body: { list: 'agents', name: 'Nights', state: { status: 'active', q: 'ü & =' }, isShared: true } }),
  ],
  updateSavedView: [toView({ body: { name: 'Nights', state: { sort: '-email' }, isShared: false }, headers: FIRST_VERSION })],
  deleteSavedView: [toView()],
  exportAgents: [byOwner({ query: { status: ['active'] } })],
  exportPickedAgents: [byOwner({ body: { ids: [newId()] } })],
} satisfies Partial<Scenarios>;
