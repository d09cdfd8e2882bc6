import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconDeviceFloppy, IconPencil, IconPlus, IconShare, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView, ViewedList, ViewState } from '../../contract/saved-views.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import classes from './SavedViewsMenu.module.css';
import { isSameState, useSavedViews, useUpdateView } from './use-saved-views.ts';

const DeleteViewDialog = lazy(() => import('./DeleteViewDialog.tsx').then((module) => ({ default: module.DeleteViewDialog })));
const SaveViewDialog = lazy(() => import('./SaveViewDialog.tsx').then((module) => ({ default: module.SaveViewDialog })));

interface Props {
  list: ViewedList;
  /** The id of the view that was chosen. */
  chosen: string | null;
  /** What the list shows now. */
  state: ViewState;
  /** Null: the list as it is without a view. */
  onChoose: (view: SavedView | null) => void;
}

/** Views of a list: choose one, keep what one sees as another, and look after one's own. */
export function SavedViewsMenu({ list, chosen, state, onChoose }: Props) {
  const { t } = useTranslation('saved-views');
  const { views, share } = useSavedViews(list);
  const [asks, setAsks] = useState<'create' | 'rename' | 'delete' | null>(null);
  const current = views.find(({ id }) => id === chosen);
  const isChanged = current !== undefined && !isSameState(current.state, state);
  const update = useUpdateView(list); // here, since the menu is gone when the answer comes
  const close = () => setAsks(null);
  const isNaming = asks === 'create' || asks === 'rename';
  const [hasNamed, setHasNamed] = useState(false);
  if (isNaming && !hasNamed) setHasNamed(true);
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button variant="default" className={classes.button} leftSection={<IconBookmark {...SMALL_ICON} />}>
            <span className={classes.name} dir="auto">
              {current?.name ?? t('title')}
            </span>
            {isChanged && <span className={classes.changed}>{t('changed')}</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.dropdown}>
          <ViewItems views={views} chosen={chosen} onChoose={onChoose} />
          <Menu.Item leftSection={<IconPlus {...SMALL_ICON} />} onClick={() => setAsks('create')}>
            {t('saveAs')}
          </Menu.Item>
          {current && (
            <OwnItems view={current} share={share} state={isChanged ? state : null} onUpdate={update} onAsk={setAsks} />
          )}
        </Menu.Dropdown>
      </Menu>
      {hasNamed && (
        <Suspense fallback={null}>
          <SaveViewDialog
            list={list}
            opened={isNaming}
            view={asks === 'rename' ? current : undefined}
            state={state}
            share={share}
            onClose={close}
            onSaved={onChoose}
          />
        </Suspense>
      )}
      <Suspense>
        {current && asks === 'delete' && <DeleteViewDialog view={current} onClose={close} onDeleted={() => onChoose(null)} />}
      </Suspense>
    </>
  );
}

function ViewItems({ views, chosen, onChoose }: { views: readonly SavedView[] } & Pick<Props, 'chosen' | 'onChoose'>) {
  const { t } = useTranslation('saved-views');
  return (
    <>
      <Menu.RadioItem closeMenuOnClick value="" checked={chosen === null} onChange={() => onChoose(null)}>
        {t('everything')}
      </Menu.RadioItem>
      {views.map((view) => (
        <Menu.RadioItem
          key={view.id}
          closeMenuOnClick
          value={view.id}
          checked={view.id === chosen}
          onChange={() => onChoose(view)}
        >
          <span className={classes.item}>
            <span dir="auto">{view.name}</span>
            {view.isShared && (
              <span className={classes.detail}>
                {view.can.edit.ok ? t('sharedByYou') : t('sharedBy', { name: view.owner.name })}
              </span>
            )}
          </span>
        </Menu.RadioItem>
      ))}
      <Menu.Divider />
    </>
  );
}

interface OwnProps {
  view: SavedView;
  share: Parameters<typeof DisabledReason>[0]['decision'];
  /** What would be kept; null: nothing has changed. */
  state: ViewState | null;
  onUpdate: ReturnType<typeof useUpdateView>;
  onAsk: (what: 'rename' | 'delete') => void;
}

/** What can be done to the view that is chosen; to another's nothing, with the reason. */
function OwnItems({ view, share, state, onUpdate, onAsk }: OwnProps) {
  const { t } = useTranslation('saved-views');
  const { name, isShared } = view;
  const edit = view.can.edit;
  const mayShare = edit.ok && !isShared ? share : edit;
  const toggleShared = () =>
    onUpdate({ view, edit: { isShared: !isShared }, done: t(isShared ? 'unshared' : 'shared', { name }) });
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{view.name}</Menu.Label>
      {state && (
        <DisabledReason decision={edit}>
          <Menu.Item
            leftSection={<IconDeviceFloppy {...SMALL_ICON} />}
            onClick={() => onUpdate({ view, edit: { state }, done: t('updated', { name }) })}
          >
            {t('update')}
          </Menu.Item>
        </DisabledReason>
      )}
      <DisabledReason decision={edit}>
        <Menu.Item leftSection={<IconPencil {...SMALL_ICON} />} onClick={() => onAsk('rename')}>
          {t('rename')}
        </Menu.Item>
      </DisabledReason>
      <DisabledReason decision={mayShare}>
        <Menu.Item
          leftSection={view.isShared ? <IconCheck {...SMALL_ICON} /> : <IconShare {...SMALL_ICON} />}
          onClick={toggleShared}
        >
          {t(view.isShared ? 'unshare' : 'share')}
        </Menu.Item>
      </DisabledReason>
      <DisabledReason decision={edit}>
        <Menu.Item color="red" leftSection={<IconTrash {...SMALL_ICON} />} onClick={() => onAsk('delete')}>
          {t('delete')}
        </Menu.Item>
      </DisabledReason>
    </>
  );
}
