import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import type { ViewedList } from '../../contract/saved-views.ts';
import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

// Who may save, share and change views of a list.

/** A view as rules know it. */
export interface ViewFacts {
  readonly list: ViewedList;
  readonly userId: string;
  readonly isShared: boolean;
}

type ViewAtom = Atom<Actor, ViewFacts>;

const SEES: Readonly<Record<ViewedList, DialerPermission>> = { agents: 'agent.view', leads: 'lead.view' };

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');
const seesList: Atom<Actor, Pick<ViewFacts, 'list'>> = (actor, { list }) =>
  actor.dialer.permissions.has(SEES[list]) ? null : 'permission.missing';
const mayShare: Atom<Actor, unknown> = (actor) => (actor.dialer.permissions.has('view.share') ? null : 'permission.missing');
const ownOrShared: ViewAtom = (actor, view) => (view.isShared || view.userId === actor.userId ? null : 'saved_view.not_found');
const own: ViewAtom = (actor, view) => (view.userId === actor.userId ? null : 'saved_view.not_own');

/** Who sees a list may see and save views of it. */
export const USE_VIEWS: Rule<Actor, Pick<ViewFacts, 'list'>> = [activeActor, seesList];
export const SHARE_VIEW: Rule<Actor, Pick<ViewFacts, 'list'>> = [activeActor, seesList, mayShare];
/** Changing and deleting. That somebody else's private view exists, nobody learns. */
export const EDIT_VIEW: Rule<Actor, ViewFacts> = [activeActor, seesList, ownOrShared, own];
