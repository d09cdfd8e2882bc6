import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import classes from '../table/ListPage.module.css';
import type { RowRange } from '../table/list-query.ts';
import { useActiveRow } from '../table/use-active-row.ts';
import { useDensity } from '../table/use-density.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { UsersBody } from './UsersBody.tsx';
import { UsersToolbar } from './UsersToolbar.tsx';
import { useAddedUser } from './use-added-user.ts';
import { usePendingWatch } from './use-pending-watch.ts';
import { useRowSteps } from './use-row-steps.ts';
import { useUsersLive } from './use-users-live.ts';
import { useUsersView } from './use-users-view.ts';
import { useUserCounts, useUsersList } from './users-queries.ts';

// Loaded when first opened: the list comes first.
const ActiveFilters = lazy(() => import('./ActiveFilters.tsx').then((module) => ({ default: module.ActiveFilters })));
const CreateUserDrawer = lazy(() => import('./CreateUserDrawer.tsx').then((module) => ({ default: module.CreateUserDrawer })));
const DeleteUserDialog = lazy(() => import('./DeleteUserDialog.tsx').then((module) => ({ default: module.DeleteUserDialog })));
const ViewUser = lazy(() => import('./ViewUser.tsx').then((module) => ({ default: module.ViewUser })));

/** Settings › Users: who belongs to the account, what each may do, and adding and deleting them. */
export function UsersPage() {
  const { t } = useTranslation('users');
  const { can } = useMe();
  const { view, changeView } = useUsersView();
  const { query, users: listed } = useUsersList(view);
  const { shown: users, onAdded } = useAddedUser(view, listed);
  const { total, matching } = useUserCounts(view);
  const [density, setDensity] = useDensity();
  const [toDelete, setToDelete] = useState<User | null>(null);
  const onScreen = useRef<RowRange>({ first: 0, last: 0 });
  usePendingWatch(view, onScreen);
  useUsersLive(view);

  const rows = useActiveRow(users.length);
  const steps = useRowSteps({ view, changeView, users, rows });
  const formWasOpened = useWasOnce(view.user === 'new');
  const openForm = () => changeView({ user: 'new' }, { push: true });

  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        count={total}
        action={<AddButton label={t('create')} decision={can.createUser} onClick={openForm} withShortcut />}
      />
      <div className={classes.controls}>
        <UsersToolbar view={view} changeView={changeView} density={density} onDensity={setDensity} />
        <Suspense>
          <ActiveFilters view={view} changeView={changeView} matching={matching} />
        </Suspense>
      </div>
      <UsersBody
        {...{ view, changeView, users, query, matching, total, density, rows, onScreen }}
        onOpen={steps.open}
        onDelete={setToDelete}
        onCreate={openForm}
      />
      <Suspense>
        {view.user !== null && view.user !== 'new' && (
          <ViewUser
            id={view.user}
            tab={view.tab}
            onTab={(tab) => changeView({ tab })}
            onClose={steps.close}
            onPrevious={steps.previous}
            onNext={steps.next}
            onDelete={setToDelete}
            onGone={steps.leaveRow}
          />
        )}
        {formWasOpened && (
          <CreateUserDrawer
            opened={view.user === 'new'}
            returnFocus={view.user === null}
            onClose={() => changeView({ user: null })}
            onCreated={(user) => {
              onAdded(user);
              changeView({ user: user.id }, { leaveForm: true });
            }}
          />
        )}
      </Suspense>
      <DeleteUserDialog
        user={toDelete}
        onClose={() => setToDelete(null)}
        onDeleted={(user) => {
          setToDelete(null);
          steps.leaveRow(user);
        }}
      />
    </div>
  );
}

/** Whether it has ever been true. */
function useWasOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was || now;
}
