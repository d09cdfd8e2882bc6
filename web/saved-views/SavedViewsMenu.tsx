import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconDeviceFloppy, IconPencil, IconPlus, IconShare, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView, ViewedList, ViewState } from '../../contract/saved-views.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { DeleteViewDialog } from './DeleteViewDialog.tsx';
import classes from './SavedViewsMenu.module.css';
import { SaveViewDialog } from './SaveViewDialog.tsx';
import { isSameState, useSavedViews, useUpdateView } from './use-saved-views.ts';

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
  const close = () => setAsks(null);
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
          {current && <OwnItems list={list} view={current} share={share} state={isChanged ? state : null} onAsk={setAsks} />}
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog
        list={list}
        opened={asks === 'create' || asks === 'rename'}
        view={asks === 'rename' ? current : undefined}
        state={state}
        share={share}
        onClose={close}
        onSaved={onChoose}
      />
      {current && asks === 'delete' && <DeleteViewDialog view={current} onClose={close} onDeleted={() => onChoose(null)} />}
    </>
  );
}

function ViewItems({ views, chosen, onChoose }: { views: readonly SavedView[] } & Pick<Props, 'chosen' | 'onChoose'>) {
  const { t } = useTranslation('saved-views');
  return (
    <>
      <Menu.RadioItem value="" checked={chosen === null} onChange={() => onChoose(null)}>
        {t('everything')}
      </Menu.RadioItem>
      {views.map((view) => (
        <Menu.RadioItem key={view.id} value={view.id} checked={view.id === chosen} onChange={() => onChoose(view)}>
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

interface OwnProps extends Pick<Props, 'list'> {
  view: SavedView;
  share: Parameters<typeof DisabledReason>[0]['decision'];
  /** What would be kept; null: nothing has changed. */
  state: ViewState | null;
  onAsk: (what: 'rename' | 'delete') => void;
}

/** What can be done to the view that is chosen; to another's nothing, with the reason. */
function OwnItems({ list, view, share, state, onAsk }: OwnProps) {
  const { t } = useTranslation('saved-views');
  const update = useUpdateView(list);
  const edit = view.can.edit;
  const mayShare = edit.ok && !view.isShared ? share : edit;
  const save = (change: { state?: ViewState; isShared?: boolean }, done: string) =>
    update.mutate(
      { view, edit: change },
      { onSuccess: () => toast(done), onError: (error) => toastError(t('failed', { name: view.name }), error) },
    );
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{view.name}</Menu.Label>
      {state && (
        <DisabledReason decision={edit}>
          <Menu.Item
            leftSection={<IconDeviceFloppy {...SMALL_ICON} />}
            onClick={() => save({ state }, t('updated', { name: view.name }))}
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
          onClick={() => save({ isShared: !view.isShared }, t(view.isShared ? 'unshared' : 'shared', { name: view.name }))}
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
